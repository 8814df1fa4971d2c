import Casework
import Chat
import Rehearsal
import Rota

@testable import Desk

/// A desk with a rota: Olu and Pat are on call in daily turns from midnight to midnight, Olu first.
extension DeskPlan {
    /// What the file would say, read anew by each process.
    static func rota(
        layer: String = "first", hours: [Rota.QueueHours] = []
    ) -> Rota {
        let midnight = Zone.utc.wall(at: .halfPastTen) + -(10 * 3600 + 30 * 60)
        let turns = Turns(people: ["olu", "pat"], hours: 24, start: midnight, zone: .utc)
        let first = Layer(
            name: layer, zone: .utc, parts: [.init(.turns(turns), zone: .utc)])
        return Rota(
            rotations: [Rotation(name: "care", zone: .utc, queues: ["care"], layers: [first])],
            hours: hours)
    }

    mutating func hasRota(_ rota: Rota = rota()) {
        self.rota = RotaBook(rota)
        staff += [DeskPlan.member("olu", [.oncall]), DeskPlan.member("pat", [.oncall])]
    }
}

extension DeskLife {
    func count(_ words: String, in room: String? = nil) -> Int {
        link.posts.entries.count {
            // What broke off with a process is said once more by the next one.
            $0.text.contains(words) && !$0.isRepeat && (room == nil || $0.room == room)
        }
    }
}
