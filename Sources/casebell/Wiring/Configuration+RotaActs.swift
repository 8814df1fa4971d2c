import CaseStore
import Casework
import Desk
import Foundation

extension Configuration {
    /// What was said of the rota in chat, read beside a running daemon or without one.
    /// - Returns: nothing where there is no store.
    /// - Throws: `CommandFailure` with the store's place and the reason if it cannot be read. Who
    ///   is on call is not known then.
    func rotaActs() async throws -> [RotaAct]? {
        let places = try StatePlaces(connection)
        switch FilePresence(of: places.database) {
        case .missing: return nil
        case .unreadable(let because):
            throw CommandFailure(.unavailable, "\(places.store): \(because).")
        case .readable: break
        }
        do {
            let store = try SQLiteStore.open(
                path: places.database, readOnly: true, now: SystemDeskClock().now())
            let acts = try await store.read { try $0.rotaActs() }
            try await store.close()
            return acts
        } catch {
            throw CommandFailure(.unavailable, "\(places.store): \(CommandFailure(error))")
        }
    }
}
