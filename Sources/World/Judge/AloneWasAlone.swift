import CaseStore
import Casework
import Desk

// 4, too: what left without other eyes left while nobody was there who could have looked at it.
extension Evidence {
    /// Whoever is there for so long is certainly seen.
    private static let seeing = Lapse.minutes(1)

    func aloneWasAlone() -> [Breach] {
        events.compactMap { event in
            guard case .draftApproved(let revision, let mark, nil, .some, _) = event.fact,
                let id = event.matter, let at = onDisk(event.sequence),
                !wentOn(event, id, revision)
            else { return nil }
            let drafts = (cases[id]?.drafts ?? []).filter { $0.revision <= revision }
            let eyes = world.staff.map(\.person).filter { person in
                person.may(.supervisor, in: nil) && isOfDesk(person.id, around: at)
                    && !drafts.contains { $0.author == person.id || $0.originator == person.id }
            }
            let start = Lapse(milliseconds: at.milliseconds - Self.seeing.milliseconds)
            guard let witness = eyes.first(where: { wasThere($0.id, from: start, to: at) }) else {
                return nil
            }
            return breach(4, "\(mark) went unseen, and \(witness.id) was there", id, at)
        }
    }

    /// In some network's rooms all the time.
    func wasThere(_ person: PersonID, from start: Lapse, to end: Lapse) -> Bool {
        world.networks.contains { network in
            let own = chronicle.comings.filter {
                $0.person == person && $0.network == network.name && $0.at <= end
            }
            guard let last = own.last, last.isHere else { return false }
            // Whoever is told to be there once more has not come anew.
            let since = own.last { !$0.isHere }?.at ?? .zero
            let came = own.first { $0.isHere && $0.at >= since }
            return came.map { $0.at <= start } ?? false
        }
    }
}
