import Casework
import Chat
import Desk

/// The desk's configuration, as far as it changes in a day.
struct Files: Sendable {
    var settings: DeskSettings
    var staff: [StaffMember]

    var people: Set<PersonID> { Set(staff.map(\.person.id)) }
}

/// A desk runs on it from then on.
struct Adoption {
    var at: Lapse
    var window: Lapse
    var people: Set<PersonID>
}

extension World {
    private static let windows: [Lapse] = [.seconds(10), .seconds(45), .seconds(90)]

    /// Somebody writes the files anew, and asks the desk to take them over.
    func reload(_ chance: inout Chance) {
        if chance.oneIn(3) {
            files.settings.policy.undoWindow = chance.pick(World.windows) ?? .seconds(30)
        } else if files.staff.count < staff.count {
            files.staff = staff
        } else {
            let supervisors = workers.filter(\.isSupervisor).count
            let some = workers.filter { supervisors > 1 || !$0.isSupervisor }
            guard let leaver = chance.pick(some)?.id else { return }
            files.staff.removeAll { $0.person.id == leaver }
        }
        chronicle.note(
            scheduler.now,
            "the files name \(files.people.sorted()) and \(files.settings.policy.undoWindow)")
        // Whoever it concerns says nothing until it is done.
        for worker in workers {
            worker.isSilent = files.people.contains(worker.id) == worker.isDismissed
        }
        ask(for: files)
    }

    /// As often as it takes; a desk that starts reads them anyway.
    private func ask(for files: Files) {
        guard let life = machine?.life else { return }
        chronicle.disturbed(scheduler.now, until: scheduler.now + .seconds(10))
        var setup = life.setup
        setup.settings = files.settings
        setup.staff = files.staff
        let change = DeskChange(setup: setup, keys: ["people", "policy.undo_window"])
        let desk = life.desk
        scheduler.begin { [weak self] in
            let isTaken = await desk.reconfigure(change)
            guard let self, machine?.life === life, files.people == self.files.people else {
                return
            }
            if isTaken { return adopted(files) }
            scheduler.after(.seconds(30)) { [weak self] in
                guard let self, machine?.life === life else { return }
                ask(for: self.files)
            }
        }
    }

    func adopted(_ files: Files) {
        let adoption = Adoption(
            at: scheduler.now, window: files.settings.policy.undoWindow, people: files.people)
        chronicle.adoptions.append(adoption)
        for worker in workers {
            let isDismissed = !files.people.contains(worker.id)
            worker.isSilent = false
            guard isDismissed != worker.isDismissed else { continue }
            worker.isDismissed = isDismissed
            if isDismissed { worker.leaveSoon() } else { worker.comeBack() }
        }
    }
}
