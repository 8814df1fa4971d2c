import CaseStore
import Casework
import Chat

// 2. Of those who claim a case under one message, or by word in one room, whoever did so first has it.
extension Evidence {
    func firstComeFirst() -> [Breach] {
        let claims = chronicle.said.filter { said in
            said.room != nil && said.intent?.matter != nil
                && ["c", "claim"].contains(said.intent?.verb) && !said.hearings.isEmpty
        }
        return Dictionary(grouping: claims, by: Contest.init).values.flatMap(passedBy)
    }

    /// What people see in one order.
    private struct Contest: Hashable {
        var network: NetworkName
        var room: String?
        var matter: Int64?
        /// Nothing: a line in the room.
        var message: String?

        init(_ said: Said) {
            network = said.network
            room = said.room
            matter = said.intent?.matter
            message = said.gesture?.target ?? said.thread
        }
    }

    /// Who was told that another had it, although that one claimed it later and was heard later. Told
    /// at which moment, the steady clock says: the one on the wall may have been set in between.
    private func passedBy(_ claims: [Said]) -> [Breach] {
        claims.enumerated().flatMap { place, winner -> [Breach] in
            guard let id = winner.intent?.matter.map({ CaseID($0) }), let person = winner.person,
                let won = winner.answers.first(where: { record in
                    record.words.contains("\(id) is yours")
                        && !record.words.contains("yours already")
                })?.at
            else { return [] }
            return claims[..<place].filter { loser in
                loser.person != person && isBefore(loser, winner)
                    && loser.answers.contains { record in
                        record.words.contains("\(id) is \(person)'s since ")
                            && record.at >= won
                    }
            }.map { loser in
                breach(
                    2, "\(loser.nick) claimed \(id) before \(person), who got it", id, loser.at)
            }
        }
    }

    /// Both as they were said, by one desk.
    private func isBefore(_ first: Said, _ second: Said) -> Bool {
        guard let heard = first.hearings.first, let later = second.hearings.first,
            first.hearings.count == 1, second.hearings.count == 1, heard.life == later.life,
            !heard.fromHistory, !later.fromHistory
        else { return false }
        return heard.at <= later.at
    }
}
