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
        events.withUnsafeMutableBufferPointer { EventQueue.rise(in: $0) }
    }

    mutating func removeFirst() -> Event? {
        guard let last = events.popLast() else { return nil }
        guard let first = events.first else { return last }
        events[0] = last
        events.withUnsafeMutableBufferPointer { EventQueue.sink(in: $0) }
        return first
    }

    // Where they stand, the events are moved and not copied.

    private static func rise(in events: UnsafeMutableBufferPointer<Event>) {
        var index = events.count - 1
        while index > 0, events[index].comesBefore(events[(index - 1) / 2]) {
            events.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private static func sink(in events: UnsafeMutableBufferPointer<Event>) {
        var index = 0
        while true {
            var least = index
            var child = 2 * index + 1
            while child < min(2 * index + 3, events.count) {
                if events[child].comesBefore(events[least]) { least = child }
                child += 1
            }
            guard least != index else { return }
            events.swapAt(index, least)
            index = least
        }
    }
}
