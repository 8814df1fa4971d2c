import Casework
import Chat
import Curl
import Foundation
import MatrixWire
import Rehearsal
import Synchronization
import Testing

@testable import MatrixLink

/// What outlives a process.
@Suite(.timeLimit(.minutes(1))) struct MatrixLinkMemoryTests {
    @Test func `how far it was heard comes after what was said, and is taken up again`()
        async throws
    {
        let bench = LinkBench()
        bench.server.say("long ago", by: LinkBench.dana, in: LinkBench.care)
        try await run(bench.link(), bench.ears) {
            try await bench.ears.up()
            bench.server.say("one", by: LinkBench.dana, in: LinkBench.care)
            _ = try await bench.ears.saying("one")
            _ = try await bench.ears.log.first("the bookmark after it") { event in
                if case .listening(_, _, let bookmark?) = event, bookmark != "s1" {
                    bookmark
                } else {
                    nil
                }
            }
        }
        let events = bench.ears.log.entries
        let said = try #require(
            events.firstIndex { if case .said = $0 { true } else { false } })
        let told = try #require(
            events.firstIndex { event in
                if case .listening(let rooms, _, "s2") = event {
                    rooms == ["#care:desk.test"]
                } else {
                    false
                }
            })
        #expect(said < told)
        bench.server.say("two", by: LinkBench.dana, in: LinkBench.care)
        let later = bench.link()
        let ears = HeardEvents()
        later.recall([
            HeardMark(
                room: nil, messageID: bench.ears.bookmarks.last, saidAt: nil,
                heardAt: LinkCast.now - .minutes(5))
        ])
        try await run(later, ears) {
            #expect(try await ears.saying("two").fromHistory)
            try await ears.up()
        }
        let texts = ears.log.entries.compactMap { event in
            if case .said(let saying) = event { saying.text } else { nil }
        }
        #expect(texts == ["two"])
    }

    @Test(arguments: [true, false])
    func `a room that lets us in missed something only where an earlier process has heard it`(
        _ wasHeard: Bool
    ) {
        let now = LinkCast.now
        func mark(_ room: RoomAddress?, _ minutes: Int64) -> HeardMark {
            HeardMark(
                room: room, messageID: room == nil ? "s0" : nil, saidAt: nil,
                heardAt: now - .minutes(minutes))
        }
        var interpreter = Interpreter(
            LinkBench.configuration, keepsake: Keepsake(),
            marks: [mark(nil, 5)] + (wasHeard ? [mark("#care:desk.test", 60)] : []),
            at: now, seed: "a seed")
        interpreter.clock = (now, 1000)
        interpreter.take(.rooms(["#care:desk.test": LinkBench.care]))
        interpreter.take(.absent(room: LinkBench.care, since: nil, until: 1000))
        let absences = interpreter.outcome.events.compactMap { event in
            if case .absence(_, let from, let to) = event { [from, to] } else { nil }
        }
        #expect(absences == (wasHeard ? [[now - .minutes(60), now]] : []))
    }

    @Test func `a password is used once, and the token kept where only we can read it`()
        async throws
    {
        let place = try LinkBench.Place()
        let bench = LinkBench()
        var configuration = LinkBench.configuration
        configuration.session.credentials = .password("s3cret")
        configuration.keepsake = .init(path: place.path)
        try await run(bench.link(configuration), bench.ears) { try await bench.ears.up() }
        try await run(bench.link(configuration), HeardEvents()) {
            _ = try await bench.server.asked.first("whoami") {
                $0.url.hasSuffix("whoami") ? true : nil
            }
        }
        let logins = bench.server.asked.entries.filter { $0.url.hasSuffix("/login") }
        #expect(logins.count == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try Keepsake.read(place.path)?.memory.device == "BELL")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path).count == 1)
    }

    @Test func `a borrowed file is read and not written, and its refresh token left alone`()
        async throws
    {
        let place = try LinkBench.Place()
        var kept = Keepsake()
        kept.memory.user = StageHomeserver.bot
        kept.memory.accessToken = "syt_old"
        kept.memory.refreshToken = "syr_once"
        try kept.write(place.path)
        let bench = LinkBench()
        var configuration = LinkBench.configuration
        configuration.session.credentials = .password("s3cret")
        configuration.keepsake = .init(path: place.path, isBorrowed: true)
        try await run(bench.link(configuration), bench.ears) { try await bench.ears.up() }
        #expect(bench.server.asked.entries.allSatisfy { !$0.url.hasSuffix("/refresh") })
        #expect(try Keepsake.read(place.path) == kept)
    }

    @Test func `a damaged file is said and keeps nobody out`() async throws {
        let place = try LinkBench.Place()
        try Data("casebell matrix 1\nuser".utf8).write(to: URL(fileURLWithPath: place.path))
        let bench = LinkBench()
        var configuration = LinkBench.configuration
        configuration.keepsake = .init(path: place.path)
        try await run(bench.link(configuration), bench.ears) { try await bench.ears.up() }
        #expect(
            bench.ears.troubles == [
                "\(place.path) cannot be read (it is not as it was written): logging in anew, as "
                    + "configured"
            ])
        #expect(try Keepsake.read(place.path)?.memory.user == StageHomeserver.bot)
    }

    @Test func `a file that cannot be written is no reason to stop`() async throws {
        let bench = LinkBench()
        var configuration = LinkBench.configuration
        configuration.keepsake = .init(path: "/nowhere/at/all/matrix")
        try await run(bench.link(configuration), bench.ears) { try await bench.ears.up() }
        #expect(bench.notes.withLock { $0 }.contains { $0.contains("kept in memory only") })
    }
}
