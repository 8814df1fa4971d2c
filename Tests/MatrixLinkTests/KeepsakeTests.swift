import Casework
import Foundation
import MatrixWire
import Testing

@testable import MatrixLink

@Suite struct KeepsakeTests {
    private var full: Keepsake {
        var keepsake = Keepsake()
        keepsake.memory.user = "@casebell:desk.test"
        keepsake.memory.accessToken = "syt_a"
        keepsake.memory.refreshToken = "syr_b"
        keepsake.memory.device = "BELL"
        keepsake.memory.lesson = PaceLesson(burst: 12, every: 4000, isLimited: true)
        keepsake.learnedAt = Instant(milliseconds: 1_790_000_000_000)
        keepsake.memory.invitations = ["!a room:desk.test": "desk.test", "!b": "other.test"]
        keepsake.memory.places = ["#care:desk.test": "!care:desk.test"]
        keepsake.warned = ["!c:desk.test", "!d"]
        keepsake.homes = ["#care:desk.test": "!care:desk.test", "!e:desk.test": "!f room:x"]
        return keepsake
    }

    @Test func `is read as it was written, but for what the desk keeps`() throws {
        var written = full
        written.memory.since = "s1"
        #expect(try Keepsake(text: written.text) == full)
        #expect(try Keepsake(text: Keepsake().text) == Keepsake())
    }

    @Test func `signs that are owed stand beside it, and are none where they cannot be read`()
        throws
    {
        let path = NSTemporaryDirectory() + "/casebell-keepsake-\(UUID())"
        defer {
            for ending in ["", ".signs"] {
                try? FileManager.default.removeItem(atPath: path + ending)
            }
        }
        let signs = [
            OwedSign(room: "!a room:x", target: "$e", key: "\u{1F440}", transaction: "r.seed1"),
            OwedSign(room: "!b", target: "$f", key: "\u{23EB}", transaction: "r.seed2"),
        ]
        try full.write(path)
        #expect(try Keepsake.read(path)?.memory.signs == [])
        try Keepsake.write(signs, path)
        #expect(try Keepsake.read(path)?.memory.signs == signs)
        try Keepsake.write(Array(repeating: signs[0], count: 600), path)
        #expect(try Keepsake.read(path)?.memory.signs.count == OwedSigns.max)
        try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: path + ".signs"))
        #expect(try Keepsake.read(path) == full)
    }

    @Test func `a word of a later version is passed over`() throws {
        #expect(try Keepsake(text: full.text + "colour green\n") == full)
    }

    @Test func `what the server has taught grows older by the wall's clock`() throws {
        let start = Instant(milliseconds: 1_790_000_000_000)
        var memory = MatrixMemory()
        memory.lesson = PaceLesson(burst: 10, every: 5000, isLimited: true, age: 60_000)
        var written = Keepsake()
        written.keep(memory, at: start)
        let read = try Keepsake(text: written.text)
        #expect(read.recalled(at: start).lesson == memory.lesson)
        #expect(read.recalled(at: start + .hours(1)).lesson?.age == 3_660_000)
        // Clocks are set back.
        #expect(read.recalled(at: start - .hours(1)).lesson?.age == 0)
    }

    @Test(arguments: ["pace", "pace limited 10 5000", "pace limited ten 5000 1", "pace 10"])
    func `a lesson that nobody wrote is none`(line: String) throws {
        let text = Keepsake().text + line + " \n"
        #expect(try Keepsake(text: text).memory.lesson == nil)
    }

    @Test(arguments: [
        "", "x", "casebell matrix 1", "casebell matrix 2\n", "casebell matrix 1\nuser\n",
        "casebell matrix 1\n\n", "casebell matrix 1\nuser @a:b\ntoken sy",
    ])
    func `what is not as it was written is damaged`(text: String) {
        #expect(throws: Keepsake.Damaged.self) { try Keepsake(text: text) }
    }

    @Test func `nothing that would end a line is written`() throws {
        var keepsake = full
        keepsake.memory.accessToken = "syt\nuser @eve:desk.test"
        #expect(try Keepsake(text: keepsake.text).memory.accessToken == nil)
        #expect(try Keepsake(text: keepsake.text).memory.user == "@casebell:desk.test")
    }

    @Test func `it takes the place of what was there, for our eyes only`() throws {
        let place = try LinkBench.Place()
        #expect(try Keepsake.read(place.path) == nil)
        try Data("something else".utf8).write(to: URL(fileURLWithPath: place.path))
        #expect(throws: Keepsake.Damaged.self) { try Keepsake.read(place.path) }
        // Left behind by a crash.
        try Data("half".utf8).write(to: URL(fileURLWithPath: place.path + ".new"))
        try full.write(place.path)
        #expect(try Keepsake.read(place.path) == full)
        let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(!FileManager.default.fileExists(atPath: place.path + ".new"))
    }

    @Test func `what is too long, or no text at all, is damaged`() throws {
        let place = try LinkBench.Place()
        let file = URL(fileURLWithPath: place.path)
        try Data(count: KeptFile.bytesMax + 1).write(to: file)
        #expect(throws: Keepsake.Damaged.self) { try Keepsake.read(place.path) }
        try Data([0xFF, 0xFE]).write(to: file)
        #expect(throws: Keepsake.Damaged.self) { try Keepsake.read(place.path) }
        #expect(throws: Keepsake.Damaged.self) { try full.write("/nowhere/at/all") }
    }
}
