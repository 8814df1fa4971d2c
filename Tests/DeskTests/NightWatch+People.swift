import Casework
import Chat
import Connectors
import Rehearsal
import Testing

@testable import Desk

/// What people do.
extension NightWatch {
    func react(to heard: Heard) {
        let paged = Self.paged(in: heard.post.text)
        guard !paged.isEmpty, case .person(let nick) = heard.post.destination else { return }
        let step = RehearsedNight.steps.firstIndex { $0.person.rawValue == nick.rawValue }
        if let step { plan(.glance, at: elapsed + night.waits[step]) }
        plan(.glance, at: elapsed + .seconds(30))
        guard !heard.post.isRepeat else { return }
        if !heard.isAtStart { called.append((PersonID(nick.rawValue), paged)) }
        // The first sleeps.
        switch nick.rawValue {
        case "ned": ned(paged)
        case "sam": sam(paged)
        default: break
        }
    }

    private func ned(_ paged: [Int64]) {
        for number in paged {
            wakes["ned", default: night.habits.ned] += 1
            switch wakes["ned", default: 0] % 4 {
            case 0: plan(.ack(number, by: "ned"), at: elapsed + lapse(20, 140))
            case 1: plan(.overstep(number), at: elapsed + lapse(10, 140))
            default: break
            }
        }
    }

    private func sam(_ paged: [Int64]) {
        let soon = elapsed + lapse(20, 140)
        wakes["sam", default: night.habits.sam] += 1
        switch wakes["sam", default: 0] % 6 {
        case 0: plan(.ackAll(by: "sam"), at: soon)
        case 1: for number in paged { plan(.canned(number), at: soon) }
        case 2: for number in paged { plan(.free(number), at: soon) }
        case 3: for number in paged { plan(.ack(number, by: "sam"), at: soon) }
        case 4:
            let letter = mail.entries.last {
                $0.request.page.person == "sam"
                    && $0.request.page.cases.map(\.id.number) == paged
            }
            if let letter { plan(.link(letter.request.page.key), at: soon) }
        default: break
        }
    }

    func perform(_ deed: Deed, _ desk: DeskLife) async throws {
        switch deed {
        case .glance: break
        case .jump:
            let before = clock.now()
            clock.jump(to: before + .minutes(10))
            jumpedAt = elapsed
            jump = before...clock.now()
            gaps.append(before...clock.now())
        case .mention(let arrival): try await deliver(arrival, desk)
        case .ack(let number, let person):
            guard running.contains(where: { $0.number == number }) else { return }
            let told = try await desk.ask("ack \(number)", by: person.rawValue)
            #expect(told.contains("#\(number) acknowledged by \(person)"))
            stop(number, by: person)
        case .ackAll(let person):
            let theirs = cases.values.filter { isCalled(person, for: $0) }.map(\.number)
            guard !theirs.isEmpty else { return }
            _ = try await desk.ask("ack all", by: person.rawValue)
            for number in theirs { stop(number, by: person) }
        case .link(let key): try await follow(key, desk)
        case .canned(let number):
            guard try await claim(number, desk) else { return }
            try await desk.ask("!canned known \(number)", by: "sam", in: "#care")
            let told = try await desk.ask("!done \(number)", by: "sam", in: "#care")
            // Twice the same to one customer is looked at by somebody else, also at night.
            let isRepeat = cases.values.contains {
                $0.customer == cases[number]?.customer && $0.answeredAt != nil
            }
            if isRepeat {
                #expect(told.contains("Waits for approval"))
                drafts.insert(number)
            } else {
                #expect(told.contains("needs no approval out of hours (out_of_hours: canned)"))
                cases[number]?.answeredAt = clock.now()
            }
        case .free(let number):
            guard try await claim(number, desk) else { return }
            let told = try await desk.ask(
                "!r \(number) Nobody has said that yet.", by: "sam", in: "#care")
            #expect(told.contains("Waits for approval"))
            drafts.insert(number)
        case .overstep(let number): try await overstep(number, desk)
        }
    }

    private func deliver(_ arrival: RehearsedNight.Arrival, _ desk: DeskLife) async throws {
        let accepted = try await desk.desk.mentions.take([arrival.mention])
        let number = try #require(accepted.first?.matter.number)
        let isKnown = cases.values.contains { matter in
            matter.mentions.contains { $0.arrival.mention.key == arrival.mention.key }
        }
        #expect(accepted.first?.isDuplicate == isKnown)
        guard !isKnown else { return }
        var matter =
            cases[number] ?? Case(number: number, customer: arrival.mention.author.handle)
        matter.mentions.append((clock.now(), arrival))
        cases[number] = matter
        plan(.glance, at: elapsed + .seconds(30))
    }

    private func stop(_ number: Int64, by person: PersonID) {
        cases[number]?.stopped = (clock.now(), person)
    }

    private func claim(_ number: Int64, _ desk: DeskLife) async throws -> Bool {
        guard running.contains(where: { $0.number == number }) else { return false }
        let told = try await desk.ask("!c \(number)", by: "sam", in: "#care")
        #expect(told.contains("is yours"))
        stop(number, by: "sam")
        return true
    }

    private func follow(_ key: DeliveryID, _ desk: DeskLife) async throws {
        let letter = mail.entries.first { $0.request.page.key == key }
        let link = try #require(letter?.request.link)
        let token = try #require(link.split(separator: "/").last)
        let numbers = letter?.request.page.cases.map(\.id.number) ?? []
        // Also for what has come to its end.
        let open = numbers.filter { cases[$0]?.stopped == nil }
        // Scanners follow links, and that does nothing.
        _ = try await desk.desk.pages.look(token: String(token))
        let standing = try #require(
            try await desk.desk.pages.acknowledge(token: String(token)))
        for number in open {
            stop(number, by: "sam")
            #expect(
                standing.cases.contains {
                    $0.id.number == number && $0.state == .acknowledged(by: "sam")
                })
        }
    }

    /// ned tries what he may not, and is told so each time.
    private func overstep(_ number: Int64, _ desk: DeskLife) async throws {
        guard running.contains(where: { $0.number == number }) else { return }
        for words in [
            "!claim \(number)", "!reply \(number) I can tell you now.", "!canned known \(number)",
        ] {
            let told = try await desk.ask(words, by: "ned", in: "#care")
            #expect(told.contains("that takes an agent"), "\(words): \(told)")
            refusals.append(told)
        }
        for draft in drafts.sorted() {
            for name in ["ned", "sam"] {
                let told = try await desk.ask("!ok \(draft)", by: name, in: "#approvals")
                #expect(!told.contains("approved by"), "\(told)")
                refusals.append(told)
            }
        }
    }

    func alone(
        _ words: String, by name: String, _ desk: DeskLife
    ) async throws -> String {
        let start = desk.link.posts.count
        try await desk.ask(words, by: name)
        return desk.saidAlone(to: name, from: start).joined(separator: "\n")
    }
}
