import Casework

/// What is going to happen in the world, earliest first; what happens at once keeps its order.
struct EventQueue {
    struct Event {
        var at: Lapse
        var order: UInt64
        var happen: () -> Void

        fileprivate func comesBefore(_ other: Event) -> Bool {
            at == other.at ? order < other.order : at < other.at
        }
    }

    /// A binary heap.
    private var events: [Event] = []
    private var count: UInt64 = 0

    var next: Lapse? { events.first?.at }

    mutating func add(at: Lapse, _ happen: @escaping () -> Void) {
        count += 1
        events.append(Event(at: at, order: count, happen: happen))
        var index = events.count - 1
        while index > 0, events[index].comesBefore(events[(index - 1) / 2]) {
            events.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func removeFirst() -> Event? {
        guard let first = events.first else { return nil }
        let last = events.removeLast()
        guard !events.isEmpty else { return first }
        events[0] = last
        sink()
        return first
    }

    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < events.count && events[child].comesBefore(events[least]) {
                least = child
            }
            guard least != index else { return }
            events.swapAt(index, least)
            index = least
        }
    }
}
