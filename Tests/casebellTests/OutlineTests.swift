import Testing

@testable import casebell

@Suite struct OutlineTests {
    private func outline(_ text: String) -> Outline {
        let document = YAMLDocument(file: "desk.yaml")
        document.parse(text)
        return Outline([document])
    }

    static let before = """
        sigil: "!"
        policy: { approval: always, undo_window: 30s }
        queues: [{ name: care, room: care }, { name: billing, room: care }]
        routing: [{ when: { words: [refund] }, queue: care }]
        people: [{ name: dana, roles: [agent] }, { name: sam, roles: [agent] }]
        """

    @Test(
        arguments: [
            ("undo_window: 30s", "undo_window: 1m", ["policy.undo_window"]),
            ("approval: always, ", "", ["policy.approval"]),
            ("{ name: care, room: care }, ", "", ["queues.care"]),
            (
                "{ name: care, room: care }, { name: billing, room: care }",
                "{ name: billing, room: care }, { name: care, room: care }",
                ["queues (their order)"]
            ),
            (
                "{ name: care, room: care }, { name: billing, room: care }",
                "{ name: night, room: care }, { name: care, room: care }",
                ["queues.billing", "queues.night"]
            ),
            ("[refund]", "[refund, invoice]", ["routing"]),
            ("name: sam, roles", "name: lee, roles", ["people.lee", "people.sam"]),
            ("sigil: \"!\"", "sigil: \".\"", ["sigil"]),
            ("undo_window: 30s", "\n  undo_window:  30s # unchanged\n ", []),
        ] as [(String, String, [String])])
    func `the keys that differ are named, and what they hold is not`(
        old: String, new: String, keys: [String]
    ) {
        let after = Self.before.replacing(old, with: new)
        #expect(after != Self.before)
        #expect(outline(Self.before).changes(to: outline(after)) == keys)
        #expect(outline(after).changes(to: outline(Self.before)) == keys)
    }

    @Test func `a key that is kept back is still different the next time`() {
        let before = outline("sigil: \"!\"\nstyle: plain\n")
        let after = outline("sigil: \".\"\nstyle: unicode\n")
        let next = before.adopting(after, except: ["sigil"])
        #expect(before.changes(to: next) == ["style"])
        #expect(next.changes(to: after) == ["sigil"])
    }
}
