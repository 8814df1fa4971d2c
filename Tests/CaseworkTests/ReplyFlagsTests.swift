import Testing

@testable import Casework

@Suite struct ReplyFlagsTests {
    private let mara = Author(handle: "@mara@social.example", name: "Mara Lind")

    @Test(arguments: [
        ("card 4111 1111 1111 1111 was charged", ["a card number ending in 1111"]),
        ("card 4111 1111 1111 1112 was charged", []),
        ("to DE89 3704 0044 0532 0130 00 please", ["an IBAN ending in 3000"]),
        ("to GB82WEST12345698765432, thanks", ["an IBAN ending in 5432"]),
        ("to GB83WEST12345698765432, thanks", []),
        ("write to a.b@c.example", ["the e-mail address a.b@c.example"]),
        ("thanks @mara@social.example", []),
        ("call 0207 946 0958 or +49 (30) 901820-00", ["a phone number ending in 0958"]),
        ("an engineer comes at 4, case 4711, 14:30, 12.05.2026", []),
        ("", []),
    ])
    func `personal data is found and nothing else`(text: String, kinds: [String]) {
        #expect(PersonalData.found(in: text) == kinds)
    }

    @Test func `personal data matters where others read along`() {
        let text = "call 0207 946 0958"
        let read = "a phone number ending in 0958 in a reply others can read"
        #expect(flags(text, .public) == [read])
        #expect(flags(text, .followers) == [read])
        #expect(flags(text, .direct) == [])
    }

    @Test(arguments: [
        ("Hi Mara, sorry!", []), ("Hi Robert, sorry!", ["greets “Robert”"]),
        ("Dear Lind, sorry", []), ("Hello there, sorry", []), ("Hi! We are on it", []),
        ("Hi", []), ("Robert is on it", []), ("Hallo Jörg, …", ["greets “Jörg”"]),
    ])
    func `a greeting with another name is noticed`(text: String, expected: [String]) {
        #expect(flags(text, .direct) == expected)
    }

    @Test func `where the source tells no name no greeting is judged`() {
        let nameless = Author(handle: "@x91")
        #expect(
            ReplyFlags.flags("Hi Robert", to: nameless, visibility: .public, sent: []) == [])
    }

    @Test func `the same text again is noticed`() {
        let again = ReplyFlags.flags("On it.", to: mara, visibility: .direct, sent: ["On it."])
        #expect(again == ["the same text again"])
        #expect(flags("On it.", .direct) == [])
    }

    private func flags(_ text: String, _ visibility: Visibility) -> [String] {
        ReplyFlags.flags(text, to: mara, visibility: visibility, sent: [])
    }
}
