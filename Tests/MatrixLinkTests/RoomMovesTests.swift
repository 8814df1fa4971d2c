import Casework
import Chat
import MatrixWire
import Rehearsal
import Testing

@testable import MatrixLink

@Suite struct RoomMovesTests {
    private static let name = "#care:desk.test"

    @Test func `a room is another one than it was, and the first that is known is none`() {
        var moves = RoomMoves(homes: ["#a:x": "!a:x"])
        moves.note(["#a:x": "!a:x", "#b:x": "!b:x"])
        let known = [moves.take("!a:x"), moves.take("!b:x")]
        #expect(known == [false, false])
        moves.note(["#a:x": "!new:x", "#b:x": "!b:x"])
        let taken = [moves.take("!new:x"), moves.take("!new:x")]
        #expect(taken == [true, false])
    }

    @Test func `it is written down a turn after it was told`() {
        var moves = RoomMoves(homes: ["#a:x": "!a:x"])
        moves.turn()
        moves.note(["#a:x": "!new:x"])
        moves.turn()
        let early = moves.takeTold()
        let wasTaken = moves.take("!new:x")
        let sameTurn = moves.takeTold()
        moves.turn()
        let later = [moves.takeTold(), moves.takeTold()]
        #expect(wasTaken)
        #expect(early == nil && sameTurn == nil)
        #expect(later == [["#a:x": "!new:x"], nil])
    }

    private func moved(_ interpreter: Interpreter) -> [RoomAddress] {
        interpreter.outcome.events.compactMap { event in
            if case .moved(let room) = event { room } else { nil }
        }
    }

    @Test func `the desk is told once, when it is known who reads along there, and it is kept`() {
        var keepsake = Keepsake()
        keepsake.homes = [Self.name: "!old:desk.test"]
        var interpreter = Interpreter(
            LinkBench.configuration, keepsake: keepsake, marks: [], at: LinkCast.now,
            seed: "a seed")
        interpreter.take(.rooms([Self.name: LinkBench.care]))
        #expect(moved(interpreter) == [])
        for members in [[LinkBench.dana], []] {
            interpreter.take(.privacy(room: LinkBench.care, .closed(members: members)))
        }
        #expect(moved(interpreter) == [RoomAddress(Self.name)])
        interpreter.take(.heardUntil(token: "s1"))
        #expect(interpreter.outcome.keepsake == nil)
        _ = interpreter.tick(at: LinkCast.now, 1000)
        interpreter.take(.heardUntil(token: "s2"))
        #expect(interpreter.outcome.keepsake?.homes == [Self.name: LinkBench.care])
    }
}
