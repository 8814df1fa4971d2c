/// The newest of many entries by name; older ones are forgotten.
struct RecentMap<Value: Sendable>: Sendable {
    let max: Int
    private var values: [String: Value] = [:]
    private var order: [String] = []
    private var oldest = 0

    init(max: Int) { self.max = max }

    var count: Int { values.count }

    subscript(name: String) -> Value? { values[name] }

    func contains(_ name: String) -> Bool { values[name] != nil }

    /// - Returns: whether the name is new.
    @discardableResult mutating func set(_ name: String, _ value: Value) -> Bool {
        guard values.updateValue(value, forKey: name) == nil else { return false }
        if order.count < max {
            order.append(name)
        } else {
            values[order[oldest]] = nil
            order[oldest] = name
            oldest = (oldest + 1) % max
        }
        return true
    }
}
