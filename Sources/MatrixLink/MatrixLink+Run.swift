import Casework
package import Chat
import MatrixWire
import Synchronization

extension MatrixLink {
    /// What is under way at the end may take so long to end well.
    static let farewell: Milliseconds = 1500

    package func run(_ ears: any ChatEars) async throws {
        try await withTaskExecutorPreference(door.executor) { try await live(ears) }
    }

    private func live(_ ears: any ChatEars) async throws {
        let marks = inbox.withLock { inbox in
            inbox.ears = ears
            return inbox.marks
        }
        var interpreter = Interpreter(
            configuration, keepsake: recollect(ears), marks: marks, at: now(), seed: randomWord())
        let failure = await takeTurns(&interpreter, ears)
        callOff()
        // What is under way gets its receipt, then what nobody has taken.
        let reason = failure.map { "\($0)" } ?? "closed"
        tell(interpreter.end(at: now(), uptime, reason: reason), ears)
        let left = inbox.withLock { inbox in
            inbox.isOver = true
            defer { inbox.entries = [] }
            return inbox.entries
        }
        for case .posts(let posts) in left { refuse(posts, ears) }
        if let failure { throw failure }
    }

    /// Until it is stopped or cancelled, or nothing helps.
    private func takeTurns(
        _ interpreter: inout Interpreter, _ ears: any ChatEars
    ) async -> ChatLinkFailure? {
        var isOver = false
        var failure: ChatLinkFailure?
        var quittedAt: Milliseconds?
        /// When the next tick is sure to come.
        var timer: Milliseconds?
        let alarm = door.alarm { [bell] in bell.yield() }
        defer { alarm.set(nil) }
        func follow(_ outcome: Interpreter.Outcome, _ token: String?) {
            if let openings = outcome.openings { roomOpenings.withLock { $0 = openings } }
            keep(outcome)
            begin(outcome, token)
            tell(outcome, ears)
            isOver = isOver || outcome.isOver
            failure = failure ?? outcome.failure
        }
        follow(interpreter.begin(at: now(), uptime), interpreter.accessToken)
        bell.yield()
        for await _ in rings {
            let (entries, isStopping) = inbox.withLock { inbox in
                defer { inbox.entries = [] }
                return (inbox.entries, inbox.isStopping)
            }
            for entry in entries {
                let outcome = take(entry, &interpreter)
                follow(outcome, interpreter.accessToken)
            }
            if isStopping, quittedAt == nil {
                quittedAt = uptime
                follow(interpreter.quit(at: now(), uptime), interpreter.accessToken)
            }
            if interpreter.nextTick.map({ $0 <= uptime }) ?? false {
                follow(interpreter.tick(at: now(), uptime), interpreter.accessToken)
            }
            if isOver || failure != nil { break }
            let goodbye = quittedAt.map { $0 + Self.farewell }
            if let goodbye, goodbye <= uptime { break }
            let next = [interpreter.nextTick, goodbye].compactMap(\.self).min()
            if next != timer || next.map({ $0 <= uptime }) ?? false {
                timer = next
                // Without anybody to ring it nobody answers either.
                if !alarm.set(next.map { started + .milliseconds($0) }) { stop() }
            }
        }
        return failure
    }

    private func take(
        _ entry: Inbox.Entry, _ interpreter: inout Interpreter
    ) -> Interpreter.Outcome {
        switch entry {
        case .posts(let posts): interpreter.take(posts, at: now(), uptime)
        case .topic(let topic, let room):
            interpreter.show(topic: topic, in: room, at: now(), uptime)
        case .answer(let answer, let failure):
            interpreter.receive(answer, failure, at: now(), uptime)
        }
    }

    private func tell(_ outcome: Interpreter.Outcome, _ ears: any ChatEars) {
        for note in outcome.notes { log("\(network): \(note)") }
        for event in outcome.events { ears.heard(event) }
    }

    // MARK: - What outlives the process

    private func recollect(_ ears: any ChatEars) -> Keepsake {
        guard let place = configuration.keepsake else { return Keepsake() }
        do throws(Keepsake.Damaged) {
            var keepsake = try Keepsake.read(place.path) ?? Keepsake()
            if place.isBorrowed { keepsake.memory.refreshToken = nil }
            return keepsake
        } catch {
            let words =
                "\(place.path) cannot be read (\(error)): logging in anew, as configured"
            log("\(network): \(words)")
            ears.heard(.trouble(words))
            return Keepsake()
        }
    }

    private func keep(_ outcome: Interpreter.Outcome) {
        guard let place = configuration.keepsake, !place.isBorrowed else { return }
        do throws(Keepsake.Damaged) {
            if let keepsake = outcome.keepsake { try keepsake.write(place.path) }
            if let signs = outcome.signs { try Keepsake.write(signs, place.path) }
        } catch {
            log("\(network): \(place.path) cannot be written (\(error)): kept in memory only")
        }
    }

    /// 128 random bits.
    private func randomWord() -> String {
        let words = (0..<2).map { _ in UInt64.random(in: .min ... .max) }
        return words.map { String($0, radix: 36) }.joined()
    }
}
