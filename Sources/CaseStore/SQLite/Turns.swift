import Synchronization

/// Whose turn it is: 0, 1, 2 and so on, whoever asks.
final class Turns: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> Int {
        count.wrappingAdd(1, ordering: .relaxed).oldValue & Int.max
    }
}
