import Casework
import Chat
import Synchronization

@testable import IRCLink

/// Ears that keep what they hear and let a test wait for it.
final class RecordingDesk: ChatEars {
    private struct State {
        var events: [ChatEvent] = []
        var reaction: (@Sendable (ChatEvent) -> Void)?
    }
    private let state = Mutex(State())
    private let news: Alarm

    /// `news` rings whenever something was heard.
    init(_ news: Alarm) { self.news = news }

    func heard(_ event: ChatEvent) {
        let reaction = state.withLock { state in
            state.events.append(event)
            return state.reaction
        }
        reaction?(event)
        news.ring()
    }

    /// Called for each event, on the thread that tells it.
    func react(_ reaction: @escaping @Sendable (ChatEvent) -> Void) {
        state.withLock { $0.reaction = reaction }
    }

    var events: [ChatEvent] { state.withLock { $0.events } }

    var receipts: [Receipt] {
        events.compactMap { if case .receipt(let receipt) = $0 { receipt } else { nil } }
    }

    var sayings: [Saying] {
        events.compactMap { if case .said(let saying) = $0 { saying } else { nil } }
    }

    var ups: [[RoomAddress]] {
        events.compactMap { if case .up(let rooms) = $0 { rooms } else { nil } }
    }

    var downs: [String] {
        events.compactMap { if case .down(let reason) = $0 { reason } else { nil } }
    }
}
