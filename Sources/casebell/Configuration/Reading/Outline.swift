import Yams

/// What stands under each key of the files, as a number that tells whether it changed: which keys
/// differ can be told without keeping, or ever naming, what they hold.
///
/// A key is told down to its second level, `policy.undo_window`; entries of a list that have names
/// are told by them, `people.dana`.
struct Outline: Hashable, Sendable {
    private var values: [String: Int] = [:]
    /// Names in lists, as they follow on each other: the first chain that fits pages, and the first
    /// queue takes what no rule routes.
    private var orders: [String: [String]] = [:]

    init(_ documents: [YAMLDocument] = []) {
        for (key, value) in documents.compactMap(\.root).flatMap({ Outline.pairs(of: $0.node) }) {
            let members = Outline.members(of: value)
            if members.isEmpty { values[key] = Outline.number(of: value) }
            for (name, member) in members {
                values["\(key).\(name)"] = Outline.number(of: member)
            }
            if case .sequence = value { orders[key] = members.map(\.0) }
        }
    }

    /// The keys that are only in one of them, or say something else, in order.
    func changes(to other: Outline) -> [String] {
        let changed = Set(values.keys).union(other.values.keys).filter {
            values[$0] != other.values[$0]
        }
        return (changed + reordered(in: other)).sorted()
    }

    /// Lists whose entries stand otherwise, besides those that came and went.
    private func reordered(in other: Outline) -> [String] {
        orders.compactMap { key, names in
            guard let others = other.orders[key] else { return nil }
            let stayed = Set(names).intersection(others)
            let isSame = names.filter(stayed.contains) == others.filter(stayed.contains)
            return isSame ? nil : "\(key) (their order)"
        }
    }

    /// The other one, but with these keys as they are here.
    func adopting(_ other: Outline, except kept: [String]) -> Outline {
        var next = other
        for key in kept { next.values[key] = values[key] }
        return next
    }

    private static func pairs(of node: Node) -> [(String, Node)] {
        guard case .mapping(let mapping) = node else { return [] }
        return mapping.compactMap { key, value in
            key.scalar.map { (printable($0.string), value) }
        }
    }

    /// Nothing for a single value, and for a list of which some entry has no name or another's.
    private static func members(of node: Node) -> [(String, Node)] {
        guard case .sequence(let entries) = node else { return pairs(of: node) }
        let named = entries.compactMap { entry in
            pairs(of: entry).first { $0.0 == "name" }?.1.scalar.map {
                (printable($0.string), entry)
            }
        }
        return Set(named.map(\.0)).count == entries.count ? named : []
    }

    private static func number(of node: Node) -> Int {
        var hasher = Hasher()
        combine(node, &hasher)
        return hasher.finalize()
    }

    /// Comments and the order of keys change nothing.
    private static func combine(_ node: Node, _ hasher: inout Hasher) {
        switch node {
        case .scalar(let scalar):
            hasher.combine(scalar.string)
            hasher.combine(scalar.style == .plain)
        case .sequence(let entries):
            hasher.combine(entries.count)
            for entry in entries { combine(entry, &hasher) }
        case .mapping:
            let pairs = pairs(of: node).sorted { $0.0 < $1.0 }
            hasher.combine(pairs.count)
            for (key, value) in pairs {
                hasher.combine(key)
                combine(value, &hasher)
            }
        case .alias: break
        }
    }
}
