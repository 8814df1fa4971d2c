import Rehearsal
import Testing

@testable import Casework

@Suite struct ApprovalReasonsTests {
    @Test(arguments: scenarios)
    func `who looks at a text first, and why`(scenario: Scenario) {
        #expect(scenario.play().failures == [])
    }

    static let scenarios = [
        Scenario(
            "sensitive words and links to elsewhere are said",
            """
            desk  policy flagged
            desk  sensitive refund* lawyer
            desk  links    crm.example
            mara  posts    #1 "hello"
            dana  claims   #1
            dana  replies  #1 "See help.crm.example/a"         → approved
            dana  edits    #1 "Your REFUND and our Lawyer"     → drafted, why says “refund*” + says “lawyer”
            dana  edits    #1 "See www.evil.example"           → drafted, why links to www.evil.example
            dana  edits    #1 "See crm.example"                → approved
            """),
        Scenario(
            "a trainee's text has other eyes, whatever the policy",
            """
            desk  policy never
            desk  trains   dana
            mara  posts    #1 "hello" vip
            dana  claims   #1
            dana  replies  #1 "Hi"               → drafted, why by a trainee + VIP
            dana  ok       aa22                  → refused(yourOwn: aa22, sam lee)
            sam   ok       aa22                  → approved, by sam
            zed   posts    #2 "hello"
            bo    claims   #2
            bo    replies  #2 "Hi"               → approved, by nobody
            desk  policy always
            star  posts    #3 "hello"
            dana  claims   #3
            dana  replies  #3 "Hi"               → drafted, why by a trainee
            """),
        Scenario(
            "a queue may have its own rule and window",
            """
            desk  queue billing never
            desk  queue billing 5s
            mara  posts    #1 "my invoice"       → queue billing
            dana  claims   #1
            dana  replies  #1 "Hi"               → approved, by nobody, due 65s
            approvals sees #1 approval           → due 5s
            zed   posts    #2 "hello"            → queue care
            dana  claims   #2
            dana  replies  #2 "Hi"               → drafted, why every reply is approved
            sam   ok       aa23                  → approved, due 90s
            approvals sees #2 approval           → due 30s
            """),
        Scenario(
            "a queue may be stricter than the desk",
            """
            desk  policy never
            desk  queue care flagged
            mara  posts    #1 "hello" vip
            dana  claims   #1
            dana  replies  #1 "Hi"               → drafted, why VIP
            """),
    ]

    @Test(arguments: [
        ("see https://evil.example/x?y=1#z", ["evil.example"]),
        ("HTTPS://Evil.Example:8443, and (http://b.example)", ["evil.example", "b.example"]),
        ("https://good.example@evil.example/", ["evil.example"]),
        ("https://evil.example\\@good.example/", ["evil.example"]),
        ("www.evil.example. And evil.example/a", ["www.evil.example", "evil.example"]),
        ("mail a@b.example or @mara@social.example", []),
        ("at 4.30, for 2.50 or e.g. now... v1.2", []),
        ("ftp://files.example", ["files.example"]), ("", []), ("://", []),
    ])
    func `where a text leads to`(text: String, hosts: [String]) {
        #expect(Links.hosts(in: text) == hosts)
    }

    @Test func `what only ends like an allowed host is elsewhere`() {
        let text = "https://example.org https://a.example.org https://notexample.org"
        #expect(Links.elsewhere(in: text, than: ["example.org"]) == ["notexample.org"])
        #expect(Links.elsewhere(in: text, than: []).count == 3)
    }

    @Test func `a listed word is found as it is listed, with or without accents`() {
        let list = WordList(["año", "cancel*", "no internet"])
        #expect(list.found(in: "Cancelled ANO, no  internet") == ["año", "cancel*", "no internet"])
        #expect(list.found(in: "internet") == [])
        #expect(WordList([]).found(in: "internet") == [])
    }
}
