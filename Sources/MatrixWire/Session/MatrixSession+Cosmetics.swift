// What only decorates: changes of what was said, and reactions that people only have to tap. One at
// a time, changes and reactions by turns, the oldest first, while nobody waits for anything; what has
// waited for long goes between other things, too, or those who never stop talking would never see
// how a case stands.
extension MatrixSession {
    private enum Cosmetic {
        case change(Int)
        case seed
    }

    mutating func decorate() {
        noteBacklog()
        while let (cosmetic, due) = nextCosmetic, moment >= due {
            let isSettled: Bool
            switch cosmetic {
            case .change(let number): isSettled = outbox[number].map { send(number, $0) } ?? false
            case .seed: isSettled = !sendSeed()
            }
            guard isSettled else { return }
        }
    }

    /// Since when there is always one that waits.
    private mutating func noteBacklog() {
        guard !outbox.seeds.isEmpty || !outbox.cosmetics.isEmpty else {
            return outbox.undecoratedSince = nil
        }
        outbox.undecoratedSince = outbox.undecoratedSince ?? moment
    }

    /// With the moment from which it may go.
    private var nextCosmetic: (Cosmetic, due: Milliseconds)? {
        guard !outbox.isDecorating, !outbox.seedAttempt.isOpen else { return nil }
        guard let next = [nextSeed, nextChange].compactMap(\.self).min(by: { $0.rank < $1.rank })
        else { return nil }
        let since = min(next.givenAt, outbox.undecoratedSince ?? next.givenAt)
        return (next.cosmetic, max(next.due, outbox.pace.nextCosmeticAt(waitingSince: since)))
    }

    private struct Candidate {
        var cosmetic: Cosmetic
        var givenAt: Milliseconds
        var due: Milliseconds
        /// The last one was of the same kind.
        var isAgain: Bool
        /// Lower ones go first.
        var rank: (Milliseconds, Int, Milliseconds) { (due, isAgain ? 1 : 0, givenAt) }
    }

    private var nextSeed: Candidate? {
        outbox.seeds.first.map { seed in
            Candidate(
                cosmetic: .seed, givenAt: seed.givenAt,
                due: due(seed.givenAt, outbox.seedAttempt.retryAt),
                isAgain: outbox.hasSeeded)
        }
    }

    private var nextChange: Candidate? {
        outbox.cosmetics.compactMap { number in
            guard let item = outbox[number], !isStuck(item, number) else { return nil }
            return Candidate(
                cosmetic: .change(number), givenAt: item.givenAt,
                due: due(item.givenAt, item.attempt.retryAt), isAgain: !outbox.hasSeeded)
        }
        .min { $0.rank < $1.rank }
    }

    /// In a quiet room one follows the other; where people talk, or something waits to be said, there
    /// are pauses between them.
    private func due(_ givenAt: Milliseconds, _ retryAt: Milliseconds?) -> Milliseconds {
        let patience = configuration.patience
        let isBusy = outbox.hasTalk || !outbox.flying.isEmpty
        let quiet = isBusy ? .max : outbox.stirredAt + patience.quiet
        let pause = max(givenAt + patience.cosmetic, outbox.decoratedAt + patience.gathering)
        return max(min(quiet, pause), retryAt ?? .min)
    }

    var nextCosmeticAt: Milliseconds? { nextCosmetic?.due }

    // MARK: - Seeds

    /// - Returns: whether one is on its way.
    private mutating func sendSeed() -> Bool {
        guard let sign = outbox.seeds.first?.sign else { return false }
        guard rooms[sign.room] != nil else {
            endSeed()
            return false
        }
        outbox.seedAttempt.begin()
        outbox.seeds[0].tries += 1
        outbox.pace.spend(.cosmetic, at: moment)
        ask(
            .seed, .send, .put,
            Endpoint.send(sign.room, "m.reaction", transaction: sign.transaction),
            body: CanonicalJSON.bytes(SentContent.reaction(sign.key, to: sign.target)))
        return true
    }

    mutating func takeSeed(_ reply: Reply) {
        outbox.seedAttempt.isOpen = false
        outbox.decorated(at: moment, bySeed: true)
        guard let seed = outbox.seeds.first else { return }
        switch reply {
        case .ok:
            outbox.pace.borne()
            noteLesson()
            endSeed()
        case .limited(let wait): learn(limit: wait)
        case .refused(let error) where error.isAboutToken: break
        case .refused(let error):
            if error.code != "M_DUPLICATE_ANNOTATION" {
                tell(.warned("\(seed.sign.room) takes no reaction of ours: \(error.sentence)"))
            }
            endSeed()
        case .failed:
            let delay = outbox.seedAttempt.pause.next(configuration.patience, &chance)
            outbox.seedAttempt.again(at: moment + delay)
            if seed.tries >= Outbox.seedTriesMax { endSeed() }
        }
    }

    /// It is there, or never will be. That nothing is owed any more is remembered; of several, one
    /// that is put there again by the next process does no harm.
    private mutating func endSeed() {
        outbox.seeds.removeFirst()
        outbox.seedAttempt.done()
        if outbox.seeds.isEmpty { rememberSigns() }
    }

    /// What an earlier process owed: however short that lived, they have waited for long enough.
    mutating func takeSeeds(of memory: MatrixMemory) {
        for sign in memory.signs {
            outbox.add(sign, at: moment - configuration.patience.cosmetic)
        }
    }

    // MARK: - What the server bears

    /// 429, and its word how long to wait.
    mutating func learn(limit wait: Milliseconds?) {
        outbox.pace.limited(for: believed(wait) ?? 5000, at: moment)
        noteLesson()
    }

    mutating func noteLesson() {
        if outbox.pace.takeNews(at: moment) { remember() }
    }
}
