/// What the server offers (CAP LS, NEW, DEL), what was asked for, and what is on.
struct Capabilities: Sendable {
    /// More names than any server offers; the rest is ignored.
    static let offeredMax = 256
    /// A REQ is one line whatever the tags of others may be.
    static let requestBytesMax = 400

    /// What we use wherever it is offered; `sasl` comes on top when there is something to say.
    static let wanted = [
        "account-notify", "account-tag", "batch", "cap-notify", "chghost", "echo-message",
        "extended-join", "labeled-response", "message-tags", "multi-prefix", "server-time",
    ]

    /// The list of CAP LS is whole.
    var isListed = false
    private(set) var offered: [String: String] = [:]
    private(set) var enabled: Set<String> = []
    private(set) var asked: Set<String> = []
    private var askedAlone: Set<String> = []

    func has(_ name: String) -> Bool { enabled.contains(name) }

    /// The label of a line comes back with what it caused; needs batches for more than one line.
    var hasLabels: Bool { has("labeled-response") && has("batch") }

    mutating func offer(_ list: String) {
        for entry in list.split(separator: " ") where offered.count < Capabilities.offeredMax {
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard let name = parts.first else { continue }
            offered[String(name)] = parts.count > 1 ? String(parts[1]) : ""
        }
    }

    mutating func withdraw(_ list: String) {
        for name in list.split(separator: " ").map(String.init) {
            offered[name] = nil
            enabled.remove(name)
            asked.remove(name)
        }
    }

    /// The REQ lists for everything in `names` that is offered, off and not asked for.
    mutating func requests(for names: [String]) -> [String] {
        let names = names.filter {
            offered[$0] != nil && !enabled.contains($0) && !asked.contains($0)
        }
        asked.formUnion(names)
        var lists: [String] = []
        for name in names {
            if let last = lists.last,
                last.utf8.count + name.utf8.count < Capabilities.requestBytesMax
            {
                lists[lists.count - 1] = "\(last) \(name)"
            } else {
                lists.append(name)
            }
        }
        return lists
    }

    mutating func acknowledge(_ list: String) {
        for name in list.split(separator: " ").map(String.init) {
            if name.hasPrefix("-") {
                enabled.remove(String(name.dropFirst()))
            } else if asked.remove(name) != nil {
                enabled.insert(name)
            }
        }
    }

    /// A refused list is asked for again name by name, once.
    mutating func refuse(_ list: String) -> [String] {
        let names = list.split(separator: " ").map(String.init).filter { asked.contains($0) }
        let again = names.count > 1 ? names.filter { !askedAlone.contains($0) } : []
        askedAlone.formUnion(again)
        asked.subtract(names.filter { !again.contains($0) })
        return again
    }
}
