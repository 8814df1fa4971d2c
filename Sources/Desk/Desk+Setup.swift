import CaseStore
package import Casework
package import Chat
package import Connectors

/// All that a desk is made of.
///
/// It is asked for something with nearly every step of the loop, and holds dozens of references: a
/// copy of it shares them all behind one.
package struct DeskSetup: Sendable {
    private struct Parts {
        var settings: DeskSettings
        var staff: [StaffMember]
        var rooms: [RoomPlace]
        var sigil: String
        var isPlain: Bool
        var links: [any ChatLink]
        var connectors: [any Connector]
        var relays: [any EventRelay]
        var clock: any DeskClock
        var localTime: @Sendable (Instant) -> LocalTime
        var nextTime: @Sendable (Int, Int, Instant) -> Instant
        var fresh: Fresh
        var isIntakeOnly: Bool
        var answersInRoom: Set<NetworkName> = []
        var keepers: Set<NetworkName>?
        var rota = RotaBook()
        var heartbeat: (any Heartbeat)?
        var pagers: [any Pager] = []
        var pageLink: String?
    }

    private final class Kept: Sendable {
        let parts: Parts
        init(_ parts: Parts) { self.parts = parts }
    }

    private var kept: Kept

    package init(
        settings: DeskSettings, staff: [StaffMember], rooms: [RoomPlace], sigil: String,
        isPlain: Bool, links: [any ChatLink], connectors: [any Connector],
        relays: [any EventRelay], clock: any DeskClock,
        localTime: @escaping @Sendable (Instant) -> LocalTime,
        nextTime: @escaping @Sendable (Int, Int, Instant) -> Instant, fresh: Fresh = Fresh(),
        isIntakeOnly: Bool = false
    ) {
        kept = Kept(
            Parts(
                settings: settings, staff: staff, rooms: rooms, sigil: sigil, isPlain: isPlain,
                links: links, connectors: connectors, relays: relays, clock: clock,
                localTime: localTime, nextTime: nextTime, fresh: fresh,
                isIntakeOnly: isIntakeOnly))
    }

    private mutating func change(_ body: (inout Parts) -> Void) {
        var parts = kept.parts
        body(&parts)
        kept = Kept(parts)
    }
}

extension DeskSetup {
    package var settings: DeskSettings {
        get { kept.parts.settings }
        set { change { $0.settings = newValue } }
    }
    package var staff: [StaffMember] {
        get { kept.parts.staff }
        set { change { $0.staff = newValue } }
    }
    package var rooms: [RoomPlace] {
        get { kept.parts.rooms }
        set { change { $0.rooms = newValue } }
    }
    package var sigil: String {
        get { kept.parts.sigil }
        set { change { $0.sigil = newValue } }
    }
    /// Without │ · → and colour, for screen readers.
    package var isPlain: Bool {
        get { kept.parts.isPlain }
        set { change { $0.isPlain = newValue } }
    }
    package var links: [any ChatLink] {
        get { kept.parts.links }
        set { change { $0.links = newValue } }
    }
    package var connectors: [any Connector] {
        get { kept.parts.connectors }
        set { change { $0.connectors = newValue } }
    }
    package var relays: [any EventRelay] {
        get { kept.parts.relays }
        set { change { $0.relays = newValue } }
    }
    package var clock: any DeskClock {
        get { kept.parts.clock }
        set { change { $0.clock = newValue } }
    }
    /// The clock on the desk's wall.
    package var localTime: @Sendable (Instant) -> LocalTime {
        get { kept.parts.localTime }
        set { change { $0.localTime = newValue } }
    }
    /// The instant at which the desk's clock next shows that time of day.
    package var nextTime: @Sendable (_ hour: Int, _ minute: Int, _ after: Instant) -> Instant {
        get { kept.parts.nextTime }
        set { change { $0.nextTime = newValue } }
    }
    package var fresh: Fresh {
        get { kept.parts.fresh }
        set { change { $0.fresh = newValue } }
    }
    /// Mentions are taken in and nothing else: replies, attempts, timers and posts stay exactly
    /// as they are, for the desk that has links and connectors.
    package var isIntakeOnly: Bool {
        get { kept.parts.isIntakeOnly }
        set { change { $0.isIntakeOnly = newValue } }
    }
    /// Business hours and who is on call.
    package var rota: RotaBook {
        get { kept.parts.rota }
        set { change { $0.rota = newValue } }
    }
    /// Whoever watches from outside that the desk is alive.
    package var heartbeat: (any Heartbeat)? {
        get { kept.parts.heartbeat }
        set { change { $0.heartbeat = newValue } }
    }
    /// Whoever carries pages out of the chat, one for each channel at most.
    package var pagers: [any Pager] {
        get { kept.parts.pagers }
        set { change { $0.pagers = newValue } }
    }
    /// What stands before `/page/…` in the links of pages; nothing: they have none.
    package var pageLink: String? {
        get { kept.parts.pageLink }
        set { change { $0.pageLink = newValue } }
    }
    /// The networks that keep messages: those whose links do, until it is said otherwise for a desk
    /// without links, whose posts go to them later.
    package var keepers: Set<NetworkName> {
        get { kept.parts.keepers ?? Set(links.filter(\.keepsMessages).map(\.network)) }
        set { change { $0.keepers = newValue } }
    }
    /// Networks on which one person's mistakes are answered in the room they were made in.
    package var answersInRoom: Set<NetworkName> {
        get { kept.parts.answersInRoom }
        set { change { $0.answersInRoom = newValue } }
    }
}
