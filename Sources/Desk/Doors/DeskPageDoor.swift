import CaseStore
import Casework
import Phrasebook

extension Desk {
    /// Where the links of pages lead.
    package var pages: any PageDoor { DeskPageDoor(intake: intake, store: store) }
}

/// Looks at the store's snapshot, and acknowledges the one way round.
private struct DeskPageDoor: PageDoor {
    let intake: Intake
    let store: any CaseStore

    func look(token: String) async throws -> PageStanding? {
        let hash = Turn.hash(ofToken: token)
        let now = intake.setup.clock.now()
        let wording = intake.announcer.wording(network: nil, to: nil, isDirect: true)
        return try await store.read { store in
            guard let linked = try store.linkedPage(tokenHash: hash) else { return nil }
            return PageStanding(
                person: linked.page.person,
                cases: try linked.page.cases.map { paged in
                    PagedStanding(
                        id: paged.id, told: wording.paged(paged),
                        state: .init(try store.matter(paged.id)))
                }, isOver: linked.isOver(at: now))
        }
    }

    func acknowledge(token: String) async throws -> PageStanding? {
        guard var standing = try await look(token: token) else { return nil }
        guard !standing.isOver else { return standing }
        let (ends, end) = AsyncStream<Bool>.makeStream()
        intake.inbox.put(.pageLink(Turn.hash(ofToken: token), end))
        var isDone = false
        for await isWritten in ends { isDone = isWritten }
        guard isDone else {
            throw DeskUnavailable.storeLost("the acknowledgement could not be written")
        }
        standing = try await look(token: token) ?? standing
        // It is used by now, by this very word.
        standing.isForbidden = !standing.isOver
        standing.isOver = false
        return standing
    }
}

extension PagedStanding.State {
    fileprivate init(_ matter: Case?) {
        guard let matter, matter.phase.isOpen else {
            self = .closed
            return
        }
        if let holder = matter.holder {
            self = .claimed(by: holder)
        } else if let acknowledged = matter.paging?.acknowledged {
            self = .acknowledged(by: acknowledged.by)
        } else {
            self = .open
        }
    }
}
