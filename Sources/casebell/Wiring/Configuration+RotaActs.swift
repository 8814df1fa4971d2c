import CaseStore
import Casework
import Desk
import Foundation

extension Configuration {
    /// What was said of the rota in chat, read beside a running daemon or without one. Where there is
    /// no store yet, or it cannot be read, nothing was.
    func rotaActs() async -> [RotaAct] {
        guard let database = try? StatePlaces(connection).database,
            FileManager.default.fileExists(atPath: database),
            let store = try? SQLiteStore.open(
                path: database, readOnly: true, now: SystemDeskClock().now())
        else { return [] }
        let acts = try? await store.read { try $0.rotaActs() }
        try? await store.close()
        return acts ?? []
    }
}
