/// What is said of the rota.
package enum RotaNotice: Hashable, Sendable, Codable {
    /// `relieved`: whose time it was. `there`: the times by the clocks of the rotation, where they
    /// show others than the desk's.
    case covered(RotaAct, relieved: [PersonID], there: String? = nil)
    case swapOffered(RotaAct, with: PersonID)
    case swapped(RotaAct, agreed: PersonID)
    /// Nobody for what ended of itself.
    case ended(RotaAct, because: RotaEnd, by: PersonID?)
    case shiftChanged(ShiftChange)
    case morning(Digest)
}

/// That others are on call.
package struct ShiftChange: Hashable, Sendable, Codable {
    package var place: RotaPlace
    package var from: [PersonID]
    /// Nobody in a gap.
    package var to: [PersonID]
    package var at: Instant
    /// When the next ones come; nothing where no end is in sight.
    package var until: Instant?
    /// The most urgent open cases of the rotation's queues.
    package var open: [OpenCase]
    package var total: Int

    package struct OpenCase: Hashable, Sendable, Codable {
        package var id: CaseID
        package var priority: Priority
        package var holder: PersonID?
        /// Who has said that they look after it.
        package var acknowledgedBy: PersonID?
        package var dueAt: Instant?
        package init(
            id: CaseID, priority: Priority, holder: PersonID?, acknowledgedBy: PersonID? = nil,
            dueAt: Instant?
        ) {
            self.id = id
            self.priority = priority
            self.holder = holder
            self.acknowledgedBy = acknowledgedBy
            self.dueAt = dueAt
        }
    }

    package init(
        place: RotaPlace, from: [PersonID], to: [PersonID], at: Instant, until: Instant?,
        open: [OpenCase] = [], total: Int = 0
    ) {
        self.place = place
        self.from = from
        self.to = to
        self.at = at
        self.until = until
        self.open = open
        self.total = total
    }
}

/// Why the rota was not changed.
package enum RotaFault: Hashable, Sendable, Codable {
    case noRotation
    /// There is no layer of that name; `known`: those there are.
    case noSuchLayer(String, known: [String])
    case whichLayer(known: [String])
    /// What ends before it begins, or is too far away.
    case badTimes(from: Instant, to: Instant)
    /// Has no turn ahead there that could be swapped.
    case noTurn(PersonID, RotaPlace)
    case withYourself
    /// Could not look after a case there: neither on call nor an agent of its queues.
    case mayNotStand(PersonID, RotaPlace)
    case nothingOffered
    /// Several have offered: which of them is meant.
    case whichOffer([PersonID])
    /// The turns are not those two people's any more.
    case turnsChanged(RotaAct)
    /// Both have agreed, or it is somebody else's doing.
    case notYours(RotaAct)
    case nothingToTakeBack(PersonID?)
    case tooMany(limit: Int)
}
