import Casework
import Chat

/// A person of the desk: is there or not, reads what the rooms show, says things, and makes
/// mistakes.
final class Worker {
    /// One account on one network.
    struct Seat {
        var network: Network
        var user: Network.User
        var rooms: [String]
        /// Rooms in which drafts are approved.
        var approvals: [String]
    }

    let id: PersonID
    let isAgent: Bool
    let isSupervisor: Bool
    let seats: [Seat]
    let scheduler: Scheduler
    let chronicle: Chronicle
    var chance: Chance
    var words: Words
    /// In so many of a thousand cases the person does what they should not.
    let mischief: Int
    var shift: ClosedRange<Lapse>
    /// Nobody says anything any more.
    var isDone = false
    /// No longer of the desk: what they say is anybody's talk.
    var isDismissed = false
    /// Just now it is not known whether they are of the desk.
    var isSilent = false
    /// Cases that are theirs, as they have read.
    var mine: [Int64] = []
    /// Numbers and marks that they have read, the latest last.
    var numbers: [Int64] = []
    var marks: [(matter: Int64, mark: String, author: String)] = []
    var card: (matter: Int64, mark: String, author: String)?
    /// What they said last, to say it again.
    var latest: (line: String, intent: Intent, seat: Int, room: String?)?
    /// Long texts of theirs that were cut: the rest.
    var rests: [Int64: String] = [:]
    /// What they have read lately: the same in another room is no news.
    var lately: [String] = []
    /// Whether a reply is with its customer: they can go and look.
    var lookAt: (Int64) -> Bool = { _ in false }
    /// Somebody else hears of it when they answer a customer.
    var hasWritten: (Int64) -> Void = { _ in }
    /// What they say just now they say by a sign, if there is one for it.
    var isRushed = false
    var hasCanned = false
    var hasPlans = false
    var colleagues: [PersonID] = []
    var queues: [String] = []
    private(set) var commands = 0

    init(
        _ id: PersonID, isAgent: Bool, isSupervisor: Bool, seats: [Seat], mischief: Int,
        shift: ClosedRange<Lapse>, _ scheduler: Scheduler, _ chronicle: Chronicle,
        _ words: Words, _ chance: Chance
    ) {
        self.id = id
        self.isAgent = isAgent
        self.isSupervisor = isSupervisor
        self.seats = seats
        self.mischief = mischief
        self.shift = shift
        self.scheduler = scheduler
        self.chronicle = chronicle
        self.words = words
        self.chance = chance
        for (index, seat) in seats.enumerated() {
            seat.user.sees = { [weak self] in self?.see($0, at: index) }
        }
    }

    var isWorking: Bool { !isDone && shift.contains(scheduler.now) }

    // MARK: - Being there

    func begin() {
        for (index, seat) in seats.enumerated() {
            // Some stay in the rooms overnight.
            if chance.oneIn(2) {
                arrive(index)
            } else {
                scheduler.at(shift.lowerBound) { [weak self] in self?.arrive(index) }
            }
            scheduler.at(shift.upperBound) { [weak self] in
                guard let self, chance.oneIn(2) else { return }
                seat.network.go(seat.user)
            }
        }
        idle()
    }

    func arrive(_ index: Int) {
        guard !isDismissed else { return }
        let seat = seats[index]
        seat.network.come(seat.user, to: seat.rooms)
    }

    /// A while after they were told.
    func leaveSoon() {
        scheduler.after(chance.seconds(1, 600)) { [weak self] in
            guard let self, isDismissed else { return }
            for seat in seats { seat.network.go(seat.user) }
        }
    }

    func comeBack() {
        for index in seats.indices where !isThere(index) { arrive(index) }
    }

    func isThere(_ index: Int) -> Bool {
        !seats[index].user.rooms.isEmpty
            && seats[index].network.users.contains { $0 === seats[index].user }
    }

    // MARK: - Saying

    func soon(_ low: Int64, _ high: Int64, _ act: @escaping (Worker) -> Void) {
        scheduler.after(chance.seconds(low, high)) { [weak self] in
            guard let self, !isDone else { return }
            act(self)
        }
    }

    /// Says a command where it belongs, or to the desk alone.
    func order(
        _ verb: String, _ matter: Int64? = nil, mark: String? = nil, _ text: String? = nil,
        at place: (seat: Int, room: String?)? = nil
    ) {
        guard !isDone, isWorking || chance.oneIn(6) else { return }
        let place = place ?? usualPlace(verb)
        var line = place.room == nil && chance.oneIn(2) ? verb : "!\(verb)"
        if let mark {
            line += " \(chance.oneIn(5) ? mark.uppercased() : mark)"
        } else if let matter {
            line += chance.oneIn(3) ? " #\(matter)" : " \(matter)"
        }
        if let text { line += " \(text)" }
        let intent = Intent(verb: verb, matter: matter, mark: mark, words: text)
        say(line, intent, place)
    }

    func say(_ line: String, _ intent: Intent?, _ place: (seat: Int, room: String?)) {
        guard isThere(place.seat), !isSilent else { return }
        // They go on as if nothing had happened.
        let intent = isDismissed ? nil : intent
        if let intent {
            commands += 1
            latest = (line, intent, place.seat, place.room)
        }
        let parts = Worker.cut(line)
        let cut = line.count - parts[0].count
        let piece = intent?.words.map { String($0.dropLast(cut)) }
        let said = utter(parts[0], intent, piece, place, isCut: parts.count > 1)
        if intent != nil { regret(said, place) }
        if let intent { watch(said, line, intent, place) }
        guard parts.count > 1 else { return }
        if let matter = intent?.matter { rests[matter] = parts[1] }
        // The client sends what does not fit as a line of its own.
        scheduler.after(chance.milliseconds(200, 9000)) { [weak self] in
            guard let self, !isDone, isThere(place.seat) else { return }
            for part in parts.dropFirst() { utter(part, nil, part, place, isCut: false) }
        }
    }

    @discardableResult
    private func utter(
        _ text: String, _ intent: Intent?, _ piece: String?, _ place: (seat: Int, room: String?),
        isCut: Bool
    ) -> Said {
        let seat = seats[place.seat]
        let said = Said(
            at: scheduler.now, network: seat.network.name, room: place.room,
            nick: seat.user.nick, account: seat.user.account, person: isDismissed ? nil : id,
            text: text,
            intent: intent, piece: piece,
            bytesLeft: isCut
                ? Int(chance.between(0, 3)) : max(0, Worker.lineBytes - text.utf8.count))
        if !isCut { putOtherwise(said, seat.network) }
        seat.network.say(said)
        return said
    }

    static let lineBytes = 400

    /// As clients do it: at a space if there is one near the end.
    private static func cut(_ line: String) -> [String] {
        guard line.utf8.count > lineBytes - 2 else { return [line] }
        var head = ""
        for character in line {
            guard head.utf8.count + character.utf8.count <= lineBytes - 2 else { break }
            head.append(character)
        }
        return [head, String(line.dropFirst(head.count))]
    }

    /// Whoever gets no answer says it again, some time.
    private func watch(
        _ said: Said, _ line: String, _ intent: Intent, _ place: (seat: Int, room: String?)
    ) {
        guard chance.oneIn(2) else { return }
        soon(40, 150) { worker in
            guard worker.isWorking, said.answers.allSatisfy({ $0.shownAt == nil }) else { return }
            worker.say(line, intent, place)
        }
    }

    /// The room in which such things are said, or none.
    func usualPlace(_ verb: String) -> (seat: Int, room: String?) {
        let index = chance.below(seats.count)
        let seat = seats[index]
        if chance.oneIn(8) { return (index, nil) }
        let isReview = ["ok", "approve", "no", "reject", "rewrite", "settle", "waiting"].contains(
            verb)
        let rooms = isReview ? seat.approvals : seat.rooms
        return (index, chance.pick(rooms) ?? seat.rooms.first)
    }
}
