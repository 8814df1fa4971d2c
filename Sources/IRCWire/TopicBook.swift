/// What rooms' topics say, and what ours is to say there.
struct TopicBook: Sendable {
    /// Between two changes of one room's topic, in milliseconds.
    static let every: Milliseconds = 60_000
    /// With what our part begins, by which it is known again after a restart: behind the team's own
    /// words, or in a topic that we set. A team may begin its own topic so.
    static let mark = "plan: "
    /// A topic that leaves us less than this many bytes is left alone.
    static let bytesMin = 24

    struct Topic: Sendable {
        /// As it stands; nothing while it is not known.
        var text: String?
        /// It was set by us, as the server says.
        var isOurs = false
        var wanted: String?
        /// What it was last set to.
        var sent: String?
        /// Our ranks there, by their modes.
        var ranks: Set<Character> = []
        /// We may not, as long as our rank stays what it is.
        var isRefused = false
        var changedAt: Milliseconds?
    }

    var topics: [FoldedName: Topic] = [:]

    /// The team's own topic stays before ours.
    /// - Parameter isOurs: the topic, as it stands, was set by us.
    /// - Returns: nothing if there is no space for it.
    static func merged(
        _ wanted: String, into text: String, isOurs: Bool, bar: String, bytes: Int
    ) -> String? {
        let seam = " \(bar) "
        var theirs = text
        if let ours = text.ranges(of: seam + mark).last {
            theirs = String(text[..<ours.lowerBound])
        } else if isOurs, text.hasPrefix(mark) {
            theirs = ""
        }
        let before = theirs.isEmpty ? "" : theirs + seam
        guard bytes - before.utf8.count >= bytesMin else { return nil }
        return before + LineCutter.prefix(wanted, bytes: bytes - before.utf8.count)
    }
}

extension IRCSession {
    /// What a room's topic is to say of the desk, until the next word; it is set when the room lets
    /// us and as often as is decent. The words begin with `plan: `.
    package mutating func show(topic: String, in room: String, at now: Milliseconds) -> IRCStep {
        turn(to: now)
        guard phase == .registered, rooms[key(room)] != nil else {
            return IRCStep()
        }
        topicBook.topics[key(room), default: TopicBook.Topic()].wanted =
            HarmlessText.oneLine(topic)
        return finish(at: now)
    }

    mutating func setTopics(at now: Milliseconds) {
        guard !topicBook.topics.isEmpty else { return }
        for (name, topic) in topicBook.topics {
            guard let wanted = topic.wanted, let text = topic.text, !topic.isRefused,
                let room = rooms[name], room.place == .inside, maySetTopic(room, topic.ranks),
                now >= (topic.changedAt ?? .min / 2) + TopicBook.every
            else { continue }
            let frame = "TOPIC \(room.nameOnServer) :\r\n".utf8.count + identity.prefixBytes
            let limit = min(support.topicBytes ?? .max, support.lineBytes - frame)
            let merged = TopicBook.merged(
                wanted, into: text, isOurs: topic.isOurs || topic.sent == text,
                bar: configuration.bar, bytes: limit)
            guard let merged, merged != text else { continue }
            topicBook.topics[name]?.changedAt = now
            topicBook.topics[name]?.sent = merged
            speech.enquire(IRCLine("TOPIC", room.nameOnServer, merged))
        }
    }

    private func maySetTopic(_ room: RoomBook.Room, _ ranks: Set<Character>) -> Bool {
        guard let modes = room.modes else { return false }
        return !modes.contains("t") || !ranks.subtracting(["v"]).isEmpty
    }

    var nextTopicAt: Milliseconds? {
        topicBook.topics.values.compactMap { topic in
            guard topic.wanted != nil, !topic.isRefused else { return nil }
            return topic.changedAt.map { $0 + TopicBook.every }
        }.min().map { max($0, moment + 1000) }
    }

    // MARK: - What the server says

    /// 332: `<client> <channel> :topic`; 331 where there is none; TOPIC when somebody changes it.
    mutating func takeTopic(_ line: IRCLine) {
        let channel = line.command == "TOPIC" ? line[0] : line[1]
        guard let name = channel.map(key), rooms[name] != nil else { return }
        let text = line.command == Numeric.noTopic ? "" : line.parameters.last ?? ""
        topicBook.topics[name, default: TopicBook.Topic()].text =
            HarmlessText.withoutFormatting(text) == text ? text : nil
        let setter = line.command == "TOPIC" ? line.source : nil
        let isOurs = setter.map { isOurName($0) } ?? false
        topicBook.topics[name]?.isOurs = isOurs
    }

    /// 333: `<client> <channel> <nick or mask> <time>`, behind a 332.
    mutating func takeTopicSetter(_ line: IRCLine) {
        guard let name = line[1].map(key), let setter = line[2] else { return }
        let isOurs = isOurName(setter)
        topicBook.topics[name]?.isOurs = isOurs
    }

    /// Ours now, or when we have the nick that we are to have.
    private func isOurName(_ mask: String) -> Bool {
        let nick = key(IRCSource(mask).nick)
        return nick == ownKey || nick == key(identity.goal)
    }

    /// 353 and 366: our own rank, and that a room of which no topic was told has none.
    mutating func takeOwnRank(in channel: String?, names: String) {
        guard let name = channel.map(key), rooms[name] != nil else { return }
        let (modes, signs) = support.memberPrefixes
        for entry in names.split(separator: " ") {
            let shown = entry.prefix(while: signs.contains)
            guard key(IRCSource(String(entry.dropFirst(shown.count))).nick) == ownKey else {
                continue
            }
            let ranks = zip(modes, signs).filter { shown.contains($0.1) }.map(\.0)
            topicBook.topics[name, default: TopicBook.Topic()].ranks = Set(ranks)
        }
    }

    mutating func noteWholeRoom(_ channel: String?) {
        guard let name = channel.map(key), rooms[name] != nil else { return }
        let text = topicBook.topics[name]?.text
        topicBook.topics[name, default: TopicBook.Topic()].text = text ?? ""
    }

    /// `MODE #room +o-v nick nick`.
    mutating func takeRankChange(_ line: IRCLine) {
        guard let name = line[0].map(key), rooms[name] != nil, let changes = line[1]
        else { return }
        let modes = support.channelModes
        var parameters = line.parameters.dropFirst(2)
        var isSet = true
        for mode in changes {
            if mode == "+" || mode == "-" {
                isSet = mode == "+"
            } else if modes.takesParameter(mode, isSet: isSet) {
                let nick = parameters.popFirst()
                guard modes.ranks.contains(mode), nick.map(key) == ownKey else {
                    continue
                }
                var topic = topicBook.topics[name] ?? TopicBook.Topic()
                if isSet { topic.ranks.insert(mode) } else { topic.ranks.remove(mode) }
                topic.isRefused = false
                topicBook.topics[name] = topic
            }
        }
    }

    /// 482: a rank is needed. Under a label it is for something said.
    mutating func takeTopicRefusal(_ line: IRCLine) {
        guard line.tags["label"] == nil, let name = line[1].map(key) else { return }
        topicBook.topics[name]?.isRefused = true
    }
}
