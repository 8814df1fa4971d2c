import CaseStore
package import Casework
package import Chat
package import Connectors

/// All that a desk is made of.
package struct DeskSetup: Sendable {
    package var settings: DeskSettings
    package var staff: [StaffMember]
    package var rooms: [RoomPlace]
    package var sigil: String
    /// Without │ · → and colour, for screen readers.
    package var isPlain: Bool
    package var links: [any ChatLink]
    package var connectors: [any Connector]
    package var relays: [any EventRelay]
    package var clock: any DeskClock
    /// The clock on the desk's wall.
    package var localTime: @Sendable (Instant) -> LocalTime
    /// The instant at which the desk's clock next shows that time of day.
    package var nextTime: @Sendable (_ hour: Int, _ minute: Int, _ after: Instant) -> Instant
    package var fresh: Fresh
    /// Mentions are taken in and nothing else: replies, attempts, timers and posts stay exactly
    /// as they are, for the desk that has links and connectors.
    package var isIntakeOnly: Bool
    /// Networks on which one person's mistakes are answered in the room they were made in.
    package var answersInRoom: Set<NetworkName> = []

    package init(
        settings: DeskSettings, staff: [StaffMember], rooms: [RoomPlace], sigil: String,
        isPlain: Bool, links: [any ChatLink], connectors: [any Connector],
        relays: [any EventRelay], clock: any DeskClock,
        localTime: @escaping @Sendable (Instant) -> LocalTime,
        nextTime: @escaping @Sendable (Int, Int, Instant) -> Instant, fresh: Fresh = Fresh(),
        isIntakeOnly: Bool = false
    ) {
        self.settings = settings
        self.staff = staff
        self.rooms = rooms
        self.sigil = sigil
        self.isPlain = isPlain
        self.links = links
        self.connectors = connectors
        self.relays = relays
        self.clock = clock
        self.localTime = localTime
        self.nextTime = nextTime
        self.fresh = fresh
        self.isIntakeOnly = isIntakeOnly
    }
}
