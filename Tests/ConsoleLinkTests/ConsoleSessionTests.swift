import Casework
import Chat
import Testing

@testable import ConsoleLink

struct ConsoleSessionTests {
    static let dana = ConsolePerson(name: "dana", account: "dana")
    static let sam = ConsolePerson(name: "sam", account: "sam")

    static let configuration = ConsoleConfiguration(
        network: "console", botName: "casebell", rooms: ["#care", "#approvals"],
        people: [dana, sam], isInteractive: false, hasColours: false)

    private func say(
        _ person: ConsolePerson, _ room: RoomAddress?, _ text: String, addressed: Bool = false
    ) -> ConsoleAct {
        .say(ConsoleSpeech(speaker: person, room: room, text: text, isAddressed: addressed))
    }

    @Test func `says who speaks, where, and to whom`() {
        var session = ConsoleSession(Self.configuration)
        #expect(session.take("!claim 42") == say(Self.dana, "#care", "!claim 42"))
        #expect(session.take("/as SAM") == .show("You are sam now, in #care."))
        #expect(session.take("/room approvals") == .show("You are in #approvals now, as sam."))
        #expect(session.take("!ok k7f2") == say(Self.sam, "#approvals", "!ok k7f2"))
        #expect(session.take("/dm queue mine") == say(Self.sam, nil, "queue mine"))
        #expect(session.take("/room #CARE") == .show("You are in #care now, as sam."))
        #expect(
            session.take("CaseBell:  claim 42")
                == say(Self.sam, "#care", "claim 42", addressed: true))
        #expect(session.take("casebells: hi") == say(Self.sam, "#care", "casebells: hi"))
        #expect(session.take("//etc is full") == say(Self.sam, "#care", "/etc is full"))
        #expect(session.take("   ") == .nothing)
        #expect(session.take("/quit") == .quit)
    }

    @Test func `a stranger has no account`() {
        var session = ConsoleSession(Self.configuration)
        _ = session.take("/as mallory")
        let mallory = ConsolePerson(name: "mallory", account: nil)
        #expect(session.take("!claim 1") == say(mallory, "#care", "!claim 1"))
    }

    @Test(arguments: [
        ("/as", "/as dana | sam"), ("/room attic", "/room #care | #approvals"),
        ("/dm", "/dm TEXT"), ("/wait -1", "/wait SECONDS, at most 3600"),
        ("/wait 3601", "/wait SECONDS, at most 3600"), ("/help", ConsoleSession.help),
        ("/nonsense", "No such word. \(ConsoleSession.help)"),
    ])
    func `says how where it does not understand`(line: String, answer: String) {
        var session = ConsoleSession(Self.configuration)
        #expect(session.take(line) == .show(answer))
    }

    @Test func `waits when told`() {
        var session = ConsoleSession(Self.configuration)
        #expect(session.take("/wait 2") == .pause(.seconds(2)))
    }
}
