/// What rooms' topics are to say of the desk.
struct TopicBook: Sendable {
    /// With what our part begins, by which it is known again after a restart: behind the team's own
    /// words, or in a topic that we set. A team may begin its own topic so.
    static let mark = "plan: "
    /// The whole topic.
    static let bytesMax = 1000
    /// A topic that leaves us less than this many bytes is left alone.
    static let bytesMin = 24

    struct Topic: Sendable {
        var wanted: String
        /// What was asked for last, and instead of what.
        var sent: (topic: String, before: String?)?
        /// We may not, as long as our power stays what it is.
        var isRefused = false
        var isOpen = false
        var changedAt: Milliseconds?
    }

    var topics: [String: Topic] = [:]

    /// The team's own topic stays before ours.
    /// - Parameter isOurs: the topic, as it stands, was set by us.
    /// - Returns: nothing if there is no space for it.
    static func merged(
        _ wanted: String, into text: String, isOurs: Bool, bar: String
    ) -> String? {
        let seam = " \(bar) "
        var theirs = text
        if let ours = text.ranges(of: seam + mark).last {
            theirs = String(text[..<ours.lowerBound])
        } else if isOurs, text.hasPrefix(mark) {
            theirs = ""
        }
        let before = theirs.isEmpty ? "" : theirs + seam
        let space = bytesMax - before.utf8.count
        guard space >= bytesMin else { return nil }
        return before + prefix(wanted, bytes: space)
    }

    /// Whole characters of at most so many bytes.
    private static func prefix(_ text: String, bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var result = ""
        var count = 0
        for character in text {
            count += character.utf8.count
            if count > bytes { break }
            result.append(character)
        }
        return result
    }
}

extension MatrixSession {
    /// What a configured room's topic is to say of the desk, until the next word; it is set where
    /// our power suffices and as often as is decent. The words begin with `plan: `.
    /// - Parameter room: its id.
    package mutating func show(
        topic: String, in room: String, at now: Milliseconds
    ) -> MatrixStep {
        moment = max(moment, now)
        guard isWanted(room) else { return MatrixStep() }
        let line = String(
            String.UnicodeScalarView(topic.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        topicBook.topics[room, default: TopicBook.Topic(wanted: line)].wanted = line
        return tick(at: now)
    }

    /// Only what a room's topic still lacks, and only while the server bears more than speech.
    mutating func setTopics() {
        guard sync.isUp == true else { return }
        for id in topicBook.topics.keys.sorted() {
            guard let topic = topicBook.topics[id], !topic.isRefused, !topic.isOpen,
                moment >= (topic.changedAt ?? .min / 2) + configuration.patience.topic,
                let merged = change(of: topic, in: id),
                !outbox.hasTalk, outbox.pace.may(.cosmetic, at: moment)
            else { continue }
            outbox.pace.spend(.cosmetic, at: moment)
            topicBook.topics[id]?.changedAt = moment
            topicBook.topics[id]?.isOpen = true
            topicBook.topics[id]?.sent = (merged, rooms[id]?.topic)
            ask(
                .topic(room: id), .state, .put, Endpoint.state(id, "m.room.topic"),
                body: CanonicalJSON.bytes(SentContent.topic(merged)))
        }
    }

    private func change(of topic: TopicBook.Topic, in id: String) -> String? {
        guard let room = rooms[id], room.creation != nil,
            room.may(ownID, setState: "m.room.topic")
        else { return nil }
        let text = room.topic ?? ""
        let merged = TopicBook.merged(
            topic.wanted, into: text, isOurs: isOurTopic(text, in: id), bar: configuration.bar)
        return merged == text ? nil : merged
    }

    /// We set it, there or in a room that this one has replaced: whoever upgrades a room sets its
    /// topic anew.
    private func isOurTopic(_ text: String, in id: String) -> Bool {
        var place: String? = id
        for _ in 0...WantedRoom.formerMax {
            guard let id = place, let room = rooms[id], room.topic == text else { return false }
            let sent = topicBook.topics[id]?.sent?.topic
            if room.topicSetter == ownID || sent == text { return true }
            place = room.creation?.predecessor
        }
        return false
    }

    mutating func takeTopic(_ reply: Reply, of room: String) {
        topicBook.topics[room]?.isOpen = false
        switch reply {
        // No sync may tell of it; somebody's that came after it may have been told already.
        case .ok:
            if let sent = topicBook.topics[room]?.sent, rooms[room]?.topic == sent.before {
                let own = ownID
                rooms[room]?.topic = sent.topic
                rooms[room]?.topicSetter = own
            }
        case .refused(let error) where error.code == "M_FORBIDDEN":
            topicBook.topics[room]?.isRefused = true
        case .limited(let wait): learn(limit: wait)
        default: break
        }
    }

    var nextTopicAt: Milliseconds? {
        guard sync.isUp == true, !outbox.hasTalk else { return nil }
        return topicBook.topics.compactMap { id, topic in
            guard !topic.isRefused, !topic.isOpen, change(of: topic, in: id) != nil else {
                return nil
            }
            let decent = topic.changedAt.map { $0 + configuration.patience.topic } ?? moment
            return max(decent, outbox.pace.nextAt(.cosmetic))
        }.min()
    }
}
