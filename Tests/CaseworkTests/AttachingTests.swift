import Rehearsal
import Testing

@testable import Casework

@Suite struct AttachingTests {
    @Test(arguments: scenarios)
    func `what goes with a text is of its draft`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "each attachment makes a new revision that is approved anew",
            """
            mara  posts    #1 "no internet"
            dana  attaches #1 "https://cdn.example/map.png" "map" → refused(notHeld)
            dana  claims   #1
            dana  attaches #1 "https://cdn.example/map.png" "map" → refused(noDraft), draft none
            dana  detaches #1                    → refused(noDraft)
            dana  replies  #1 "Hi Mara"          → draft aa22 waiting, attached nothing
            bo    attaches #1 "https://cdn.example/map.png" "map" → refused(heldBy: dana)
            dana  attaches #1 "https://cdn.example/map.PNG?x=1" "map" → drafted, draft aa23 waiting, attached image, reads Hi Mara, why attachments, tells approvals draftCard, tells asker drafted
            sam   ok       aa22                  → refused(outdatedMark)
            dana  attaches #1 "http://cdn.example:8080/bill" "bill" → draft aa24 waiting, attached image + file
            dana  edits    #1 "Hello Mara"       → draft aa25 waiting, attached image + file
            sam   rewrites #1 "Dear Mara"        → draft aa26 waiting, attached image + file
            dana  detaches #1                    → draft aa27 waiting, attached nothing, why every reply is approved
            dana  detaches #1                    → refused(unattachable: nothing)
            lee   ok       aa27                  → approved, by lee
            """),
        Scenario(
            "what cannot be attached says why",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            dana  attaches #1 "ftp://cdn.example/a.png" "map"     → refused(unattachable: noAddress)
            dana  attaches #1 "cdn.example/a.png" "map"           → refused(unattachable: noAddress)
            dana  attaches #1 "https:///a.png" "map"              → refused(unattachable: noAddress)
            dana  attaches #1 "https://me@cdn.example/a" "map"    → refused(unattachable: noAddress)
            dana  attaches #1 "https://cdn..example/a" "map"      → refused(unattachable: noAddress)
            dana  attaches #1 "https://a.example,b.example/" "map" → refused(unattachable: noAddress)
            dana  attaches #1 "https://cdn.example:70000/a" "map" → refused(unattachable: noAddress)
            dana  attaches #1 "https://cdn.example/mäp" "map"     → refused(unattachable: noAddress)
            dana  attaches #1 "https://cdn.example/<a>" "map"     → refused(unattachable: noAddress)
            dana  attaches #1 "https://cdn.example/a.png"         → refused(unattachable: noAlt)
            dana  attaches #1 "https://cdn.example/idiot.png" "a" → refused(blockedWord: idiot)
            dana  attaches #1 "https://cdn.example/a" "idiots"    → refused(blockedWord: idiots), draft aa22 waiting
            dana  attaches #1 "https://cdn.example/1.mp4" "1"
            dana  attaches #1 "https://cdn.example/1.mp4" "2"     → refused(unattachable: twice)
            dana  attaches #1 "https://cdn.example/2.mp3" "2"
            dana  attaches #1 "https://cdn.example/3.jpg#a.mp3" "3"
            dana  attaches #1 "https://cdn.example/4" "4"         → attached video + audio + image + file
            dana  attaches #1 "https://cdn.example/5" "5"         → refused(unattachable: tooMany)
            desk  blocks   four
            sam   ok       aa26                                   → approved
            """),
        Scenario(
            "words that were blocked since it was attached keep it back",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            dana  attaches #1 "https://cdn.example/a" "a map"
            desk  blocks   map
            sam   ok       aa23                  → refused(blockedWord: map)
            dana  edits    #1 "Hello"            → refused(blockedWord: map)
            dana  detaches #1                    → draft aa24 waiting
            """),
        Scenario(
            "what is attached is looked at as the text is",
            """
            desk  policy   flagged
            desk  links    crm.example
            desk  sensitive refund*
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"          → draft aa22 approved
            dana  attaches #1 "https://www.crm.example/a" "form" → drafted, draft aa23 waiting, why attachments
            dana  detaches #1                    → draft aa24 approved
            dana  attaches #1 "https://cdn.example/a" "refunds +44 20 7946 0958" → why attachments + says “refund*” + links to cdn.example + a phone number ending in 0958 in a reply others can read
            """),
        Scenario(
            "whoever attached something is no other eyes for it",
            """
            mara  posts    #1 "hello"
            sam   claims   #1
            sam   replies  #1 "Hi Mara"
            sam   attaches #1 "https://cdn.example/a" "map"
            sam   assigns  #1 dana
            dana  edits    #1 "Hello Mara"       → draft aa24 waiting, attached file
            sam   ok       aa24                  → refused(yourOwn)
            dana  detaches #1
            dana  attaches #1 "https://cdn.example/b" "map"
            sam   ok       aa26                  → approved, by sam
            zed   posts    #2 "hello"
            dana  claims   #2
            dana  replies  #2 "Hi Zed"
            dana  attaches #2 "https://cdn.example/a" "map"
            lee   rewrites #2 "Dear Zed"         → draft aa29 waiting, attached file
            dana  ok       aa29                  → refused(yourOwn)
            sam   ok       aa29                  → approved, by sam
            """),
        Scenario(
            "an approved reply is called back by it, one that leaves is not",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "Hi Mara"
            sam   ok       aa22                  → approved, row scheduled
            dana  attaches #1 "https://cdn.example/a" "map" → drafted, draft aa22 voided, draft aa23 waiting
            sam   ok       aa23
            +90s  outbox   departs #1            → draft aa23 sending
            dana  attaches #1 "https://cdn.example/b" "map" → refused(underWay)
            dana  detaches #1                    → refused(underWay)
            outbox lands   #1 sent               → answered, attached file
            """),
        Scenario(
            "a canned text with something attached goes nowhere alone",
            """
            desk  alone    canned
            desk  seats    dana
            mara  posts    #1 "hello" language=en
            dana  claims   #1
            dana  cans     #1 hello
            dana  uses     #1                    → draft aa22 approved, unseen canned
            dana  attaches #1 "https://cdn.example/a" "map" → draft aa23 waiting, canned hello, unseen no
            """),
        Scenario(
            "the same words to the same customer are seen across their cases",
            """
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "We are on it"     → why every reply is approved
            sam   ok       aa22
            +90s  outbox   departs #1
            outbox lands   #1 sent
            mara  posts    #2 "hello?"
            dana  claims   #2
            dana  replies  #2 "We are on it"     → why the same text again (#1)
            dana  edits    #2 "We are on it!"    → why every reply is approved
            sam   rewrites #2 "We are on it"     → why the same text again (#1)
            zed   posts    #3 "hello"
            dana  claims   #3
            dana  replies  #3 "We are on it"     → why every reply is approved
            """),
    ]

    @Test func `an address and its words have a limit`() throws {
        let long = "https://cdn.example/" + String(repeating: "a", count: 1_980)
        #expect(throws: Never.self) { try Casework.Attachment(attached: long, alt: "map") }
        #expect(throws: AttachmentFault.addressTooLong(bytes: 2_001)) {
            try Casework.Attachment(attached: long + "a", alt: "map")
        }
        let words = String(repeating: "é", count: 1_500)
        #expect(throws: Never.self) {
            try Casework.Attachment(attached: "https://cdn.example", alt: words)
        }
        #expect(throws: AttachmentFault.altTooLong(characters: 1_501)) {
            try Casework.Attachment(attached: "https://cdn.example", alt: words + "é")
        }
    }

    @Test func `what is attached is part of what is approved`() {
        let crm = Destination(name: "crm", sources: ["crm"], maxLength: nil)
        func parts(_ attachments: [Casework.Attachment]) -> [String] {
            Draft.parts(
                text: "Hi", destination: crm.name, visibility: .public,
                answers: MentionKey(source: "crm", id: "m1"), attachments: attachments)
        }
        let one = Casework.Attachment(type: "image", url: "https://a.example", alt: "map")
        var other = one
        other.alt = "plan"
        #expect(parts([]) != parts([one]))
        #expect(parts([one]) != parts([other]))
        #expect(parts([one, other]) != parts([other, one]))
    }
}
