/// What somebody asks of the rota, with its layer, people and times found.
package enum RotaOrder: Hashable, Sendable {
    case cover(RotaPlace, by: PersonID, from: Instant, to: Instant)
    /// Both turns, as they stand, in pieces.
    case swap(RotaPlace, one: Turn, other: Turn)
    /// `with`: of several offers that person's. `stand`: numbers of the offers whose turns are
    /// still those people's.
    case agree(with: PersonID?, stand: [Int])
    /// A swap that was offered is not wanted any more.
    case decline
    /// Of that person in that layer, or the speaker's own last one.
    case takeBack(of: PersonID?, in: RotaPlace?)

    /// Somebody's turn, which the other one is to have.
    package struct Turn: Hashable, Sendable {
        package var person: PersonID
        package var pieces: [RotaAct.Cover]
        package init(person: PersonID, pieces: [RotaAct.Cover]) {
            self.person = person
            self.pieces = pieces
        }
    }
}

/// Who has a layer of a rotation for a time, whoever's turn it is. Those who are on call for one of
/// its queues say so of themselves, supervisors of everybody; a swap waits for the other's word
/// unless a supervisor says it.
/// - Parameters:
///   - acts: all that are remembered.
///   - number: that no act ever had.
/// - Returns: what happens, and the act that it happens to, as it was where it ends.
package func decideRota(
    _ order: RotaOrder, acts: [RotaAct], number: Int, _ context: Context
) throws(Refusal) -> (fact: Fact, act: RotaAct) {
    guard let actor = context.actor else { throw .unknownSpeaker }
    guard !actor.person.isGuest else { throw .beyondQuestion }
    let me = actor.person
    switch order {
    case .cover(let place, let person, let from, let to):
        try me.require(person == me.id ? .oncall : .supervisor, for: place)
        if let other = context.people.first(where: { $0.id == person }), !other.mayStand(in: place)
        {
            throw .rota(.mayNotStand(person, place))
        }
        guard from < to, from < context.now + RotaAct.aheadMax, to - from <= RotaAct.aheadMax
        else { throw .rota(.badTimes(from: from, to: to)) }
        guard context.now < to else { throw .alreadyOver(to) }
        try requireRoom(acts)
        let act = RotaAct(
            number: number, place: place, kind: .override,
            covers: [RotaAct.Cover(person, from: max(from, context.now), to: to)], by: me.id,
            since: context.now)
        return (.rotaOverridden(act: act), act)
    case .swap(let place, let one, let other):
        guard one.person != other.person else { throw .rota(.withYourself) }
        let isMine = one.person == me.id || other.person == me.id
        try me.require(isMine ? .oncall : .supervisor, for: place)
        try requireRoom(acts)
        let covers =
            one.pieces.map { RotaAct.Cover(other.person, from: $0.from, to: $0.to) }
            + other.pieces.map { RotaAct.Cover(one.person, from: $0.from, to: $0.to) }
        var act = RotaAct(
            number: number, place: place, kind: .swap,
            covers: covers.sorted { ($0.from, $0.person) < ($1.from, $1.person) }, by: me.id,
            since: context.now)
        if me.holds(.supervisor, for: place) { return (.rotaSwapped(act: act), act) }
        act.asks = one.person == me.id ? other.person : one.person
        return (.rotaOffered(act: act), act)
    case .agree(let with, let stand):
        return try agree(me.id, with, stand, acts, at: context.now)
    case .decline:
        guard
            let act = acts.last(where: { $0.asks == me.id || ($0.asks != nil && $0.by == me.id) })
        else { throw .rota(.nothingOffered) }
        return (.rotaEnded(act: act.number, because: .declined), act)
    case .takeBack(let person, let place):
        let act = try toTakeBack(me, person, place, acts, at: context.now)
        return (.rotaEnded(act: act.number, because: .takenBack), act)
    }
}

private func requireRoom(_ acts: [RotaAct]) throws(Refusal) {
    guard acts.count < RotaAct.countMax else { throw .rota(.tooMany(limit: RotaAct.countMax)) }
}

private func agree(
    _ me: PersonID, _ with: PersonID?, _ stand: [Int], _ acts: [RotaAct], at now: Instant
) throws(Refusal) -> (fact: Fact, act: RotaAct) {
    let offers = acts.filter { act in
        act.asks == me && now < act.begins && (with.map { $0 == act.by } ?? true)
    }
    guard var act = offers.last else { throw .rota(.nothingOffered) }
    let others = offers.map(\.by)
    if others.contains(where: { $0 != act.by }) { throw .rota(.whichOffer(others)) }
    guard stand.contains(act.number) else { throw .rota(.turnsChanged(act)) }
    act.asks = nil
    act.since = now
    return (.rotaSwapped(act: act), act)
}

/// Whoever set something takes it back, and supervisors do. What two people agreed on neither of
/// them breaks alone.
private func toTakeBack(
    _ me: Person, _ person: PersonID?, _ place: RotaPlace?, _ acts: [RotaAct], at now: Instant
) throws(Refusal) -> RotaAct {
    let meant = acts.filter { act in
        guard now < act.ends, place.map({ $0 == act.place }) ?? true else { return false }
        guard let person else { return act.by == me.id }
        return act.counts && act.kind == .override && act.people.contains(person)
    }
    // Of somebody's what comes next, of one's own what was said last.
    let found = person == nil ? meant.last : meant.min { $0.begins < $1.begins }
    guard let act = found else { throw .rota(.nothingToTakeBack(person)) }
    if me.holds(.supervisor, for: act.place) { return act }
    guard act.by == me.id, act.kind == .override || !act.counts else { throw .rota(.notYours(act)) }
    return act
}

extension Person {
    /// In one of the rotation's queues.
    func holds(_ role: Role, for place: RotaPlace) -> Bool {
        place.queues.isEmpty
            ? may(role, in: nil) : place.queues.contains { may(role, in: $0) }
    }

    /// Whoever is on call has to be able to look after a case: on call or an agent there.
    fileprivate func mayStand(in place: RotaPlace) -> Bool {
        [.oncall, .agent, .supervisor].contains { holds($0, for: place) }
    }

    /// Supervisors may do what those on call may.
    fileprivate func require(_ role: Role, for place: RotaPlace) throws(Refusal) {
        guard holds(role, for: place) || holds(.supervisor, for: place) else {
            throw .notAllowed(nil, needs: role)
        }
    }
}

extension RotaAct {
    /// When it ends of itself, and why; nothing while it does not.
    /// - Parameter isKnown: the rota has its layer, and the desk its people.
    package func ending(at now: Instant, isKnown: Bool) -> RotaEnd? {
        if ends + RotaAct.remembered <= now { return .over }
        guard now < ends else { return nil }
        if !isKnown { return .gone }
        return !counts && begins <= now ? .lapsed : nil
    }

    /// When it may end of itself the next time.
    package func nextEnding(after now: Instant) -> Instant {
        !counts && now < begins ? begins : ends + RotaAct.remembered
    }
}
