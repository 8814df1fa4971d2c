import CaseStore
import Casework
import Phrasebook

/// Looking at canned responses.
extension Looker {
    /// Those that fit a case; else the queues that are worked where it is asked, or all of them.
    func cannedList(
        _ id: CaseID?, in room: RoomPlace?, _ wording: Wording
    ) async throws -> [Line] {
        let settings = setup.settings
        guard let id else {
            let queues = settings.queues.filter { queue in
                room.map { (queue.rooms + queue.approvals).contains($0.name) } ?? true
            }.map(\.name)
            let fitting = settings.canned.filter { response in
                queues.isEmpty || queues.contains(where: response.fits)
            }
            return wording.cannedList(fitting, for: nil)
        }
        guard let matter = try await store.read({ try $0.matter(id) }) else {
            throw Refusal.noSuchCase(id)
        }
        return wording.cannedList(
            settings.canned.filter { $0.fits(matter.queue) },
            for: "\(id), which is in \(matter.queue)")
    }

    func canned(_ name: String, _ wording: Wording) throws -> [Line] {
        guard let response = setup.settings.canned(named: name) else {
            throw Refusal.noSuchCanned(name, known: setup.settings.canned.map(\.name))
        }
        return wording.canned(response)
    }
}
