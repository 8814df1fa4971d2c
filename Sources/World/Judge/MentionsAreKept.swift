import CaseStore
import Casework
import Chat

// 1. No mention is lost: once acknowledged, it is in exactly one case, for ever.
extension Evidence {
    func mentionsAreKept() -> [Breach] {
        var holders: [MentionKey: [Case]] = [:]
        for id in caseIDs {
            guard let matter = cases[id] else { continue }
            for mention in matter.mentions { holders[mention.key, default: []].append(matter) }
        }
        return chronicle.mentions.flatMap { record in
            kept(record, in: holders[record.mention.key] ?? [])
        } + caseIDs.compactMap(filedRightly)
    }

    /// What only passes something on is filed as noise at once, without a sound, and nothing else
    /// is.
    private func filedRightly(_ id: CaseID) -> Breach? {
        let own = ofCase[id] ?? []
        guard case .opened(let mention, _, _, _, _, _, _) = own.first?.fact else { return nil }
        let isFiled = own.prefix(4).contains { event in
            if case .noise(.some) = event.fact { event.at == own[0].at } else { false }
        }
        let isPassedOn = mention.text.hasPrefix(Words.passedOn) && !mention.author.vip
        guard isFiled == isPassedOn else {
            return breach(1, "\(id) is \(isFiled ? "" : "not ")filed as noise", id)
        }
        let wasReopened = own.contains { event in
            if case .reopened = event.fact { true } else { false }
        }
        // Whoever looks at it reads the same words.
        let isLoud = (index.posts[id] ?? []).contains { record in
            guard record.post.answers == nil else { return false }
            if case .ring = Sight.read(record.words).1 { return true }
            return false
        }
        guard isFiled, !wasReopened, isLoud else { return nil }
        return breach(1, "\(id) is noise and rang", id)
    }

    private func kept(_ record: MentionRecord, in holders: [Case]) -> [Breach] {
        let key = record.mention.key
        guard record.acceptedAt != nil else {
            return holders.count > 1
                ? [breach(1, "\(key.id) is in \(holders.count) cases", holders[0].id)] : []
        }
        guard holders.count == 1 else {
            return [
                breach(
                    1, "\(key.id) was accepted and is in \(holders.count) cases",
                    record.acceptedIn.first, record.acceptedAt)
            ]
        }
        let holder = holders[0]
        var breaches: [Breach] = []
        for told in record.acceptedIn where final(told) != holder.id {
            breaches.append(
                breach(1, "\(key.id) was said to be in \(told) and is in \(holder.id)", told))
        }
        guard let kept = holder.mentions.first(where: { $0.key == key }) else { return breaches }
        if !hasJumps, let text = record.acceptedText, kept.text != text {
            breaches.append(breach(1, "\(key.id): a change of it was lost", holder.id))
        }
        if record.acceptedDeletion, kept.deletedAt == nil {
            breaches.append(breach(1, "\(key.id): its deletion was lost", holder.id))
        }
        return breaches
    }
}
