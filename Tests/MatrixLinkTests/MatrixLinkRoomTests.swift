import Casework
import Chat
import MatrixWire
import Notation
import Rehearsal
import Synchronization
import Testing

@testable import MatrixLink

/// Who is in a room, what protects it, and what it is called.
@Suite(.timeLimit(.minutes(1))) struct MatrixLinkRoomTests {
    private func privacy(_ change: (inout [StageHomeserver.Room]) -> Void) async throws
        -> RoomPrivacy
    {
        let bench = LinkBench(change)
        let found = Mutex(RoomPrivacy.unknown)
        try await run(bench.link(), bench.ears) {
            let privacy = try await bench.ears.log.first("the privacy") { event in
                if case .privacy("#care:desk.test", let privacy) = event { privacy } else { nil }
            }
            found.withLock { $0 = privacy }
        }
        return found.withLock { $0 }
    }

    @Test func `a closed room names who is in it; ids with capitals are nobody's`() async throws {
        let closed = try await privacy { $0[0].members.append("@Eve:desk.test") }
        #expect(
            closed
                == .closed(
                    occupants: [AccountName(LinkBench.dana)], strangers: ["@Eve:desk.test"]))
    }

    @Test func `a room that anybody may join is open, and says why until it is closed`()
        async throws
    {
        let bench = LinkBench { $0[0].joinRule = "public" }
        let link = bench.link()
        try await run(link, bench.ears) {
            _ = try await bench.ears.log.first("open") { event in
                if case .privacy("#care:desk.test", .open) = event { true } else { nil }
            }
            #expect(
                link.openings == [
                    "#care:desk.test": [
                        RoomOpening(
                            reason: "its join rule is `public`",
                            remedy: "set its join rule to `invite`")
                    ]
                ])
            bench.server.happens(
                "m.room.join_rules", ["join_rule": .string("invite")], by: LinkBench.dana,
                in: LinkBench.care, key: "")
            _ = try await bench.ears.log.first("closed") { event in
                if case .privacy("#care:desk.test", .closed) = event { true } else { nil }
            }
            #expect(link.openings.isEmpty)
        }
    }

    @Test func `every opening has a reason and a remedy, and words from outside are harmless`() {
        let openings: [MatrixOpening] = [
            .joinRule("@room\nx"), .joinRule(""), .historyVisibility("world_readable"),
            .guestAccess("can_join"), .encryption,
        ]
        let words = openings.map { RoomOpening($0)?.reason }
        #expect(
            words == [
                "its join rule is `@\u{2060}room x`", "its join rule is not to be read",
                "its history visibility is `world_readable`", "its guest access is `can_join`",
                nil,
            ])
    }

    @Test func `whoever is in the room is there`() async throws {
        let bench = LinkBench()
        try await run(bench.link(), bench.ears) {
            let presence = try await bench.ears.log.first("presence") { event in
                if case .presence(let presence) = event { presence } else { nil }
            }
            #expect(presence.account == AccountName(LinkBench.dana) && presence.isHere)
            bench.server.happens(
                "m.room.member", ["membership": .string("leave")], by: LinkBench.dana,
                in: LinkBench.care, key: LinkBench.dana)
            _ = try await bench.ears.log.first("her leaving") { event in
                if case .presence(let presence) = event, !presence.isHere { true } else { nil }
            }
        }
    }

    @Test func `an encrypted room is told to those who can mend it, and once to those in it`()
        async throws
    {
        let place = try LinkBench.Place()
        let bench = LinkBench { $0[0].isEncrypted = true }
        var configuration = LinkBench.configuration
        configuration.keepsake = .init(path: place.path)
        for start in 1...2 {
            let ears = start == 1 ? bench.ears : HeardEvents()
            try await run(bench.link(configuration), ears) {
                _ = try await ears.log.first("how far") { event in
                    if case .listening = event { true } else { nil }
                }
                if start == 1 {
                    _ = try await bench.server.sent.first("the word in the room") {
                        $0.body.contains("encrypted") ? true : nil
                    }
                    // Told, and told to be remembered.
                    bench.server.say("!claim 1", by: LinkBench.dana, in: LinkBench.alone)
                    _ = try await ears.saying("!claim 1")
                }
            }
            let troubles = ears.troubles.filter { $0.contains("encrypted") }
            #expect(troubles.count == 1)
            #expect(troubles.first?.hasPrefix("#care:desk.test is encrypted") == true)
            for case .listening(let rooms, _, _) in ears.log.entries { #expect(rooms == []) }
            #expect(ears.receipts.isEmpty)
        }
        #expect(bench.server.sent.count == 1)
    }

    @Test func `reactions, edits and redactions reach the desk with who did them`() async throws {
        let bench = LinkBench()
        try await run(bench.link(), bench.ears) {
            try await bench.ears.up()
            let card = bench.server.say("a card", by: LinkBench.dana, in: LinkBench.care)
            bench.server.happens(
                "m.reaction",
                [
                    "m.relates_to": StageHomeserver.object([
                        "rel_type": .string("m.annotation"), "event_id": .string(card),
                        "key": .string("✅"),
                    ])
                ], by: LinkBench.dana, in: LinkBench.care)
            let reaction = try await bench.ears.log.first("the reaction") { event in
                if case .reacted(let reaction) = event { reaction } else { nil }
            }
            #expect(reaction.key == "✅")
            #expect(reaction.gesture.target == card && reaction.gesture.room == "#care:desk.test")
            #expect(reaction.gesture.account == AccountName(LinkBench.dana))
            bench.server.happens(
                "m.room.redaction", ["redacts": .string(reaction.gesture.messageID)],
                by: LinkBench.dana, in: LinkBench.care)
            let change = try await bench.ears.log.first("its end") { event in
                if case .changed(let change) = event { change } else { nil }
            }
            #expect(change.kind == .deleted)
            #expect(change.gesture.target == reaction.gesture.messageID)
        }
    }

    @Test func `nothing was said later than it was heard, whatever a server says`() async throws {
        let bench = LinkBench()
        try await run(bench.link(), bench.ears) {
            try await bench.ears.up()
            bench.server.say(
                "from tomorrow", by: LinkBench.dana, in: LinkBench.care,
                at: LinkCast.now.milliseconds + 86_400_000)
            bench.server.say(
                "from before time", by: LinkBench.dana, in: LinkBench.care, at: .min)
            let early = try await bench.ears.saying("from tomorrow")
            #expect(early.saidAt <= early.heardAt)
            let late = try await bench.ears.saying("from before time")
            #expect(late.saidAt == Instant(milliseconds: 0))
        }
    }
}
