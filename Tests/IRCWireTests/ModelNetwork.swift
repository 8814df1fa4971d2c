import Testing

@testable import IRCWire

/// A network in made-up time: what a server does with what we write, as far as speech is concerned.
/// What it passed on it remembers beyond a connection.
struct ModelNetwork {
    struct Kind: Sendable, CustomTestStringConvertible {
        var name: String
        var capabilities = ""
        /// Lines at once, and milliseconds for each more; beyond it speech is put off.
        var limit: FloodAllowance?
        var policy = FloodPolicy.adaptive(.cautious)
        /// Of a thousand lines: refused to a whole target for a while.
        var refusals = 0
        /// Text bytes above which it finds a line too long.
        var textBytesMax = Int.max
        var latency: Milliseconds = 40
        /// One in so many questions about history stays unanswered.
        var isDeafToHistory = 0
        /// Of the connections that are let in, in milliseconds on average; nothing: for ever.
        var life: Milliseconds?

        func has(_ name: String) -> Bool {
            capabilities.split(separator: " ").contains { $0.prefix { $0 != "=" } == name }
        }
        var testDescription: String { name }
    }

    struct Passed {
        var connection: Int
        var text: String
        var tags: IRCTags
        var command: String
        var id: String
        var time: Milliseconds
    }

    let kind: Kind
    var chance: SeededChance
    private(set) var passed: [String: [Passed]] = [:]
    /// Targets to which nothing may be said until then.
    private var closed: [String: Milliseconds] = [:]
    private var connection = 0
    private var isWelcome = false
    private var isNegotiating = false
    private var credit: Milliseconds = 0
    private var creditAt: Milliseconds = 0
    private var batch: (opening: IRCLine, lines: [IRCLine])?
    private var count = 0
    private var now: Milliseconds = 0

    static let epoch: Int64 = 1_795_257_000_000

    init(_ kind: Kind, seed: UInt64) {
        self.kind = kind
        chance = SeededChance(seed)
    }

    mutating func connects() {
        connection += 1
        isWelcome = false
        isNegotiating = false
        batch = nil
        credit = kind.limit.map { Milliseconds($0.burst) * $0.every } ?? 0
    }

    /// What it answers.
    mutating func obey(_ line: IRCLine, at now: Milliseconds) -> [String] {
        self.now = now
        let answers = answers(to: line)
        guard kind.has("server-time") else { return answers }
        let time = "time=\(ServerTime.text(Self.epoch + now))"
        return answers.map { answer in
            if answer.contains("time=") { return answer }
            return answer.hasPrefix("@") ? "@\(time);\(answer.dropFirst())" : "@\(time) \(answer)"
        }
    }

    private mutating func answers(to line: IRCLine) -> [String] {
        switch line.command {
        case "CAP" where line[0] == "LS":
            isNegotiating = true
            return [":s CAP * LS :\(kind.capabilities)"]
        case "CAP" where line[0] == "REQ": return [":s CAP * ACK :\(line[1] ?? "")"]
        case "CAP": return welcome()
        case "USER": return isNegotiating && !kind.capabilities.isEmpty ? [] : welcome()
        case "PING": return [":s PONG s :\(line[0] ?? "")"]
        case "JOIN": return (line[0] ?? "").split(separator: ",").flatMap { join($0) }
        case "MODE": return [":s 324 casebell \(line[0] ?? "") +nt"]
        case "CHATHISTORY": return history(line)
        case "BATCH" where (line[0] ?? "").hasPrefix("+"):
            batch = (line, [])
            return []
        case "BATCH": return endBatch()
        case "PRIVMSG", "NOTICE":
            if batch != nil, line.tags["batch"] != nil {
                batch?.lines.append(line)
                return []
            }
            return pass(line)
        default: return []
        }
    }

    private mutating func welcome() -> [String] {
        guard !isWelcome else { return [] }
        isWelcome = true
        return [
            ":s 001 casebell :Welcome",
            ":s 005 casebell CASEMAPPING=rfc1459 MSGREFTYPES=msgid,timestamp CHATHISTORY=20 :are",
        ]
    }

    private func join(_ room: Substring) -> [String] {
        [
            ":casebell!~bot@desk.test JOIN \(room)", ":s 353 casebell = \(room) :casebell dana",
            ":s 366 casebell \(room) :End",
        ]
    }

    // MARK: - What is said

    private mutating func pass(_ line: IRCLine) -> [String] {
        let label = line.tags["label"].map { "@label=\($0) " } ?? ""
        if let refusal = refusal(of: line) { return ["\(label)\(refusal)"] }
        guard let id = keep(line, line.tags) else { return [] }
        guard kind.has("echo-message") else {
            return label.isEmpty ? [] : ["\(label):s ACK"]
        }
        let tags = (label.isEmpty ? "@" : "\(label.dropLast());") + "msgid=\(id) "
        let sent = kind.has("message-tags") ? tags : label
        return [
            "\(sent):casebell!~bot@desk.test \(line.command) \(line[0] ?? "") :\(line[1] ?? "")"
        ]
    }

    private mutating func keep(_ line: IRCLine, _ tags: IRCTags) -> String? {
        guard let target = line[0], let text = line[1] else { return nil }
        count += 1
        passed[target, default: []].append(
            Passed(
                connection: connection, text: text, tags: tags, command: line.command,
                id: "m\(count)", time: now))
        return "m\(count)"
    }

    private mutating func refusal(of line: IRCLine) -> String? {
        let target = line[0] ?? ""
        if let limit = kind.limit {
            let most = Milliseconds(limit.burst) * limit.every
            credit = min(credit + now - creditAt, most)
            creditAt = now
            guard credit >= limit.every else {
                return kind.has("batch")
                    ? ":s FAIL \(line.command) RATE_LIMITED \(target) :Wait 2 seconds"
                    : ":s 263 casebell \(line.command) :Please wait a while"
            }
            credit -= limit.every
        }
        if (line[1] ?? "").utf8.count > kind.textBytesMax {
            return ":s 417 casebell :Input line was too long"
        }
        if chance.of(1000) < kind.refusals { closed[target] = now + 30_000 }
        guard now < closed[target] ?? .min else { return nil }
        return ":s 404 casebell \(target) :Cannot send to channel"
    }

    private mutating func endBatch() -> [String] {
        guard let (opening, lines) = batch else { return [] }
        batch = nil
        let label = opening.tags["label"].map { "@label=\($0) " } ?? ""
        if chance.of(5) == 0 {
            return ["\(label):s FAIL BATCH MULTILINE_INVALID :not today"]
        }
        guard let target = opening[2] else { return [] }
        var answers = [
            "\(label):casebell!~bot@desk.test BATCH +e\(count) draft/multiline \(target)"
        ]
        let name = "e\(count)"
        for (index, line) in lines.enumerated() {
            let tags = index == 0 ? opening.tags : IRCTags()
            guard let id = keep(line, tags) else { continue }
            let joint = line.tags["draft/multiline-concat"] == nil ? "" : ";draft/multiline-concat"
            answers.append(
                "@batch=\(name);msgid=\(id)\(joint) :casebell!~bot@desk.test "
                    + "\(line.command) \(target) :\(line[1] ?? "")")
        }
        return answers + [":casebell!~bot@desk.test BATCH -\(name)"]
    }

    // MARK: - What was said

    private mutating func history(_ line: IRCLine) -> [String] {
        if kind.isDeafToHistory > 0, chance.of(kind.isDeafToHistory) == 0 { return [] }
        count += 1
        let name = "h\(count)"
        if line[0] == "TARGETS" {
            return [":s BATCH +\(name) draft/chathistory-targets", ":s BATCH -\(name)"]
        }
        let target = line[1] ?? ""
        let all = passed[target] ?? []
        let limit = Int(line[3] ?? "") ?? 20
        let reference = line[2] ?? ""
        var found: [Passed]
        if let id = reference.split(separator: "=").last, reference.hasPrefix("msgid=") {
            guard let index = all.firstIndex(where: { $0.id == id }) else {
                return [":s FAIL CHATHISTORY INVALID_MSGREFTYPE AFTER :unknown"]
            }
            found = Array(all[(index + 1)...].prefix(limit))
        } else {
            let time = (ServerTime.milliseconds(String(reference.dropFirst(10))) ?? 0) - Self.epoch
            found =
                line[0] == "BEFORE"
                ? Array(all.filter { $0.time < time }.suffix(limit))
                : Array(all.filter { $0.time > time }.prefix(limit))
            // Something was said there long ago.
            if line[0] == "BEFORE", found.isEmpty {
                found = [
                    Passed(
                        connection: 0, text: "hello", tags: IRCTags(), command: "PRIVMSG",
                        id: "m0", time: -1_000_000)
                ]
            }
        }
        return [":s BATCH +\(name) chathistory \(target)"]
            + found.map { line in
                var tags = line.tags
                tags["label"] = nil
                tags["batch"] = name
                tags["msgid"] = line.id
                tags["time"] = ServerTime.text(Self.epoch + line.time)
                let speaker = line.id == "m0" ? "dana!d@h" : "casebell!~bot@desk.test"
                return "@\(tags.serialised) :\(speaker) \(line.command) \(target) :\(line.text)"
            } + [":s BATCH -\(name)"]
    }
}

/// splitmix64
struct SeededChance: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
    mutating func of(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }
}
