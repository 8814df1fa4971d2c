import CaseStore
import Casework
import Phrasebook

extension Looker {
    /// Who goes first because somebody said so: what a supervisor wrote of a customer is for
    /// supervisors.
    func vips(by person: Person?, _ wording: Wording) async throws -> [Line] {
        guard person?.may(.supervisor, in: nil) ?? false else {
            throw Refusal.notAllowed(nil, needs: .supervisor)
        }
        return wording.vips(try await store.read { try $0.vips() })
    }
}

extension CaseReading {
    /// What the list says of a case's customer.
    func vip(of matter: Case) throws -> VIP? {
        guard let source = matter.mentions.first?.key.source else { return nil }
        return try vip(Condition.folded(matter.customer.handle), at: source)
    }
}

extension VIP {
    func withoutReason() -> VIP {
        var discreet = self
        discreet.reason = Mention.keptBack
        return discreet
    }
}
