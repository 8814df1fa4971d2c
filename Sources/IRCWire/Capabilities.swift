/// What the server offers (CAP LS, NEW, DEL), what was asked for, and what is on.
struct Capabilities: Sendable {
    /// More names than any server offers; the rest is ignored.
    static let offeredMax = 256
    /// A REQ is one line whatever the tags of others may be.
    static let requestBytesMax = 400

    /// What we use wherever it is offered; `sasl` comes on top when there is something to say.
    static let wanted = [
        "account-notify", "account-tag", "batch", "cap-notify", "chghost", "echo-message",
        "draft/channel-rename", "draft/chathistory", "draft/multiline", "extended-join",
        "labeled-response", "message-tags", "multi-prefix",
        "server-time",
    ]

    /// The list of CAP LS is whole.
    var isListed = false
    private(set) var offered: [String: String] = [:]
    private(set) var enabled: Set<String> = []
    private(set) var asked: Set<String> = []
    /// Since when an answer has been outstanding.
    private(set) var askedAt: Milliseconds?
    private var askedEver: Set<String> = []
    private var askedAlone: Set<String> = []
    /// The requests that are out, oldest first; they are answered in this order.
    private var requested: [[String]] = []

    func has(_ name: String) -> Bool { enabled.contains(name) }

    /// The label of a line comes back with what it caused; needs batches for more than one line.
    var hasLabels: Bool { has("labeled-response") && has("batch") }

    /// "Clients MUST NOT request this capability": `sts` is read apart. (sts)
    mutating func offer(_ list: String) {
        for entry in list.split(separator: " ") where offered.count < Capabilities.offeredMax {
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard let name = parts.first, name != STSAdvice.name else { continue }
            offered[String(name)] = parts.count > 1 ? String(parts[1]) : ""
        }
    }

    mutating func withdraw(_ list: String) {
        for name in list.split(separator: " ").map(String.init) {
            offered[name] = nil
            enabled.remove(name)
            asked.remove(name)
        }
        tidy()
    }

    /// The REQ lists for everything in `names` that is offered, off and not asked for.
    mutating func requests(for names: [String], at now: Milliseconds) -> [String] {
        let names = names.filter {
            offered[$0] != nil && !enabled.contains($0) && !asked.contains($0)
        }
        var lists: [[String]] = []
        var bytes = 0
        for name in names {
            bytes += name.utf8.count + 1
            if lists.isEmpty || bytes > Capabilities.requestBytesMax {
                lists.append([])
                bytes = name.utf8.count
            }
            lists[lists.count - 1].append(name)
        }
        return lists.map { ask($0, at: now) }
    }

    private mutating func ask(_ names: [String], at now: Milliseconds) -> String {
        asked.formUnion(names)
        askedEver.formUnion(names)
        askedAt = now
        requested.append(names)
        return names.joined(separator: " ")
    }

    /// One answer may come in several lines, and may turn capabilities off.
    mutating func acknowledge(_ list: String) {
        for name in list.split(separator: " ").map(String.init) {
            if name.hasPrefix("-") {
                enabled.remove(String(name.dropFirst()))
                asked.remove(String(name.dropFirst()))
            } else if askedEver.contains(name) {
                enabled.insert(name)
                asked.remove(name)
            }
        }
        tidy()
    }

    /// A refused list is asked for again name by name, once; returns those requests. A refusal
    /// that names nothing we asked for, or cuts the list short, means the oldest request.
    mutating func refuse(_ list: String, at now: Milliseconds) -> [String] {
        let named = Set(list.split(separator: " ").map(String.init))
        guard !requested.isEmpty else { return [] }
        let index = requested.firstIndex { !named.isDisjoint(with: $0) } ?? 0
        let names = requested.remove(at: index)
        asked.subtract(names)
        let again = names.count > 1 ? names.filter { !askedAlone.contains($0) } : []
        askedAlone.formUnion(again)
        return again.map { ask([$0], at: now) }
    }

    /// The server does not answer: what was asked for counts as refused until it is granted.
    mutating func stopWaiting() {
        asked = []
        tidy()
    }

    private mutating func tidy() {
        requested = requested.map { $0.filter(asked.contains) }.filter { !$0.isEmpty }
        if asked.isEmpty { askedAt = nil }
    }
}
