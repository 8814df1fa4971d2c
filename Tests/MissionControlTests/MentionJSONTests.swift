import Casework
import Notation
import Testing

@testable import MissionControl

struct MentionJSONTests {
    private let reader = MentionJSON(receivedAt: ServedDesk.now, isTrusted: true)

    @Test func `reads the mention of the interface document`() throws {
        let mention = try reader.decode(Array(mara.utf8))
        #expect(mention.key == MentionKey(source: "crm", id: "1138"))
        #expect(mention.text == "Third day without internet …")
        #expect(mention.postedAt == Instant(seconds: 1_795_257_000))
        #expect(
            mention.author
                == Author(
                    handle: "@mara@social.example", name: "Mara", followers: 48_000, vip: true))
        #expect(mention.url == "https://social.example/@mara/1138")
        #expect(mention.conversation == "c-77")
        #expect(mention.inReplyTo == nil)
        #expect(mention.language == "en")
        #expect(mention.visibility == .public)
        #expect(mention.attachments.map(\.alt) == ["router with a red light"])
    }

    @Test func `fills in what may be missing`() throws {
        let mention = try reader.decode(Array(small(id: "1").utf8))
        #expect(mention.postedAt == ServedDesk.now)
        #expect(mention.visibility == .public)
        #expect(mention.attachments.isEmpty)
    }

    @Test func `gives a mention without a source the default one, never another`() throws {
        var reader = reader
        reader.defaultSource = "file"
        let bare = #"{"id":"1","text":"","author":{"handle":"@a"}}"#
        #expect(try reader.decode(Array(bare.utf8)).key.source == "file")
        #expect(try reader.decode(Array(small(id: "1").utf8)).key.source == "crm")
    }

    @Test func `believes in a VIP only where the caller is trusted`() throws {
        var reader = reader
        reader.isTrusted = false
        #expect(try reader.decode(Array(mara.utf8)).author.vip == false)
    }

    @Test(arguments: [
        (#"[]"#, ["": "a mention is an object, not an array"]),
        (
            #"{}"#,
            [
                "/source": "is required", "/id": "is required", "/text": "is required",
                "/author": "is required, with a “handle”",
            ]
        ),
        (
            #"{"source":"a b","id":"","text":1,"author":{"handle":null,"vip":"yes"}}"#,
            [
                "/source": "only letters, digits, “.”, “_” and “-” name a source",
                "/id": "is empty", "/text": "is a string, not a number",
                "/author/handle": "is required",
                "/author/vip": "is true or false, not a string",
            ]
        ),
        (
            #"""
            {"source":"s","id":"a\nb","text":"","author":{"handle":"@a","followers":-1},
             "posted_at":"yesterday","visibility":"secret","edited_at":5,
             "attachments":[{"type":"image"},7]}
            """#,
            [
                "/id": "contains a control character",
                "/author/followers": "is a whole number from 0 to 9007199254740991",
                "/posted_at": "is a time as in RFC 3339, like 2026-11-21T10:30:00Z",
                "/visibility": "is one of public, followers, direct",
                "/edited_at": "is a string, not a number",
                "/attachments/0/url": "is required",
                "/attachments/1": "an attachment is an object, not a number",
            ]
        ),
    ])
    func `names every fault by its pointer`(json: String, faults: [String: String]) {
        let refusal = #expect(throws: MentionRefusal.self) {
            try reader.decode(Array(json.utf8))
        }
        guard case .faulty(let found)? = refusal else {
            Issue.record("not faulty: \(String(describing: refusal))")
            return
        }
        let byPointer = Dictionary(found.map { ($0.pointer, $0.detail) }) { first, _ in first }
        #expect(byPointer == faults)
        #expect(found.count == faults.count)
    }

    @Test(arguments: [
        ("source", 64), ("id", 256), ("text", 50_000), ("handle", 256), ("url", 2048),
        ("conversation", 256), ("in_reply_to", 256), ("language", 35),
    ])
    func `takes a field of the longest length and none longer`(name: String, lengthMax: Int) throws
    {
        func json(length: Int) -> [UInt8] {
            let letter = name == "source" ? "a" : "é"
            var fields = ["source": "s", "id": "i", "text": "t", "handle": "h"]
            fields[name] = String(repeating: letter, count: length)
            let handle = fields.removeValue(forKey: "handle") ?? ""
            let members = fields.map { #""\#($0.key)":"\#($0.value)""# }
            let author = #""author":{"handle":"\#(handle)"}"#
            return Array("{\((members + [author]).joined(separator: ","))}".utf8)
        }
        _ = try reader.decode(json(length: lengthMax))
        #expect(throws: MentionRefusal.self) { try reader.decode(json(length: lengthMax + 1)) }
    }

    @Test func `takes as many attachments as allowed and not one more`() throws {
        func json(count: Int) -> [UInt8] {
            let one = #"{"type":"image","url":"https://a.example"}"#
            let all = Array(repeating: one, count: count).joined(separator: ",")
            let rest = #""source":"s","id":"i","text":"t","author":{"handle":"h"}"#
            return Array(#"{\#(rest),"attachments":[\#(all)]}"#.utf8)
        }
        #expect(try reader.decode(json(count: 32)).attachments.count == 32)
        #expect(throws: MentionRefusal.self) { try reader.decode(json(count: 33)) }
    }

    @Test func `writes what it reads back, hostile text included`() throws {
        var mention = try reader.decode(Array(mara.utf8))
        mention.text = "a\r\nb\0\u{3}4,5\u{202E}\u{7F}\"\\😀\u{2028} !approve 1"
        mention.author.name = "\t\u{1B}[31m"
        mention.editedAt = Instant(milliseconds: 1)
        mention.deletedAt = Instant(milliseconds: -1)
        let line = MentionJSON.encode(mention)
        #expect(!line.contains(0x0A))
        #expect(try reader.decode(line) == mention)
    }
}
