import Casework
import Chat
import MatrixWire

extension CrossChecks {
    /// People: each once, with accounts that are theirs alone, on networks that exist.
    func checkPeople() {
        let people = configuration.people
        let document = documents.people
        reportDoubles(
            people.map { $0.name.rawValue.lowercased() }, what: "the person", in: document
        ) { "people[\($0)].name" }
        struct Login: Hashable {
            var network: NetworkName
            var account: String
        }
        var owners: [Login: PersonID] = [:]
        var masks = MaskBook()
        for (index, person) in people.enumerated() where !person.name.rawValue.isEmpty {
            let path = "people[\(index)]"
            for entry in person.accounts where !entry.account.rawValue.isEmpty {
                let place = "\(path).accounts.\(printable(entry.network.rawValue))"
                if documents.connectionIsKnown {
                    reportUnknown(
                        entry.network.rawValue, what: "network", known: networkNames,
                        in: document, path: place)
                }
                checkShape(entry, of: person, path: place)
                let login = Login(
                    network: entry.network, account: entry.account.rawValue.lowercased())
                if let owner = owners[login] {
                    document?.note(
                        .error, of: place,
                        owner == person.name
                            ? "this account stands here twice"
                            : "this account is \"\(owner)\"'s already",
                        "An account is one person's: remove it from one of them.")
                }
                owners[login] = owners[login] ?? person.name
            }
            checkMasks(of: person, at: index, &masks)
            let isWhole = document?.hasErrors(under: path) == false
            if isWhole, person.accounts.isEmpty {
                document?.note(
                    .warning, of: path,
                    "\"\(person.name)\" has no account and cannot be recognised",
                    "Add accounts: { network: account }.")
            }
            checkRoles(person, path: path)
        }
    }

    private func checkShape(_ entry: PersonEntry.Account, of person: PersonEntry, path: String) {
        let account = entry.account.rawValue
        switch network(entry.network)?.kind {
        case .irc where account.contains(where: \.isWhitespace):
            documents.people?.note(
                .error, of: path, "\"\(printable(account))\" is no account of an IRC network",
                "Write the account's name, without spaces.")
        case .irc where person.identity == .hostmask:
            checkMask(account, of: person, path: path)
        case .irc where account.contains(where: { "!@*?".contains($0) }):
            documents.people?.note(
                .error, of: path, "\"\(printable(account))\" is a mask, not an account",
                "Write the account's name; only on a network without accounts add "
                    + "identity: hostmask to the person.")
        case .matrix where !MatrixID.isUser(account):
            documents.people?.note(
                .error, of: path, "\"\(printable(account))\" is no Matrix user",
                "Write it whole and in quotes: \"@dana:example.org\".")
        case .matrix(let matrix) where matrix.user.lowercased() == account.lowercased():
            documents.people?.note(
                .error, of: path, "\"\(printable(account))\" is the bot's own user",
                "Write the person's.")
        case .matrix where account.utf8.contains(where: { (65...90).contains($0) }):
            documents.people?.note(
                .warning, of: path,
                "user ids are given out without capitals, and whoever's has some is not recognised",
                "Write \"\(printable(account.lowercased()))\" if that is the account; whoever has "
                    + "one of old with capitals needs another.")
        default:
            break
        }
    }

    private func checkMask(_ mask: String, of person: PersonEntry, path: String) {
        let parts = mask.split(separator: "!", omittingEmptySubsequences: false)
        let ends = parts.last?.split(separator: "@", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, ends.count == 2, !(parts + ends).contains("") else {
            documents.people?.note(
                .error, of: path, "\"\(printable(mask))\" is no host mask",
                "With identity: hostmask write \"nick!user@host\"; * and ? stand for anything.")
            return
        }
        guard ends[1].contains(where: { $0.isLetter || $0.isNumber }) else {
            documents.people?.note(
                .error, of: path, "any host would be \"\(person.name)\"",
                "Write the host or a part of it: anybody can take a nick.")
            return
        }
        documents.people?.note(
            .warning, of: path,
            "whoever appears as \(printable(mask)) is \"\(person.name)\", without a login",
            "Where the network has accounts, write the account and leave identity out.")
    }

    /// Whoever fits two masks is nobody: each has to tell apart by itself.
    private func checkMasks(of person: PersonEntry, at index: Int, _ masks: inout MaskBook) {
        for entry in person.accounts where person.identity == .hostmask {
            let path = "people[\(index)].accounts.\(printable(entry.network.rawValue))"
            switch masks.enter(entry) {
            case .alone: break
            case .overlaps(let twin):
                documents.people?.note(
                    .warning, of: path,
                    "whoever fits both \(printable(entry.account.rawValue)) and "
                        + "\(printable(twin)) is recognised as nobody",
                    "Write them so that nobody can fit both.")
            case .tooMany:
                documents.people?.note(
                    .warning, of: path,
                    "from here on host masks are not compared with each other",
                    "At most \(MaskBook.masksMax) a network are.")
            }
        }
    }

    private func checkRoles(_ person: PersonEntry, path: String) {
        let document = documents.people
        if person.roles.isEmpty, document?.hasErrors(under: path) == false {
            document?.note(
                .warning, of: "\(path).roles",
                "\"\(person.name)\" has no role and may only ask for help",
                "Add roles: [agent].")
        }
        for (index, grant) in person.roles.enumerated() where grant.queues == [] {
            document?.note(
                .warning, of: "\(path).roles[\(index)]",
                "\"\(person.name)\" is \(grant.role.rawValue) of no queue",
                "Name one, or write \(grant.role.rawValue) for all.")
        }
        guard documents.queuesAreKnown else { return }
        for (index, grant) in person.roles.enumerated() {
            for queue in grant.queues ?? [] {
                reportUnknown(
                    queue.rawValue, what: "queue", known: queueNames, in: document,
                    path: "\(path).roles[\(index)]")
            }
        }
    }

    /// Whether each queue can be worked, and its replies be approved, by anybody. Only asked when
    /// everything else is in order: what is wrong elsewhere may be the reason.
    func checkApproval() {
        guard !documents.all.contains(where: { $0.hasErrors() }) else { return }
        let policy = configuration.desk.policy
        for (index, queue) in configuration.desk.queues.enumerated() {
            guard !queue.name.rawValue.isEmpty else { continue }
            let path = "queues[\(index)]"
            let workers = workers(of: queue.name)
            if workers.isEmpty {
                documents.desk?.note(
                    .warning, of: "\(path).name", "nobody can claim in \"\(queue.name)\"",
                    "Give somebody with an account the role agent in people.yaml.")
            }
            checkReach(of: queue, workers: workers, path: path)
            guard (queue.approval ?? policy.approval) != .never else { continue }
            checkSupervisors(of: queue, path: path)
        }
        checkApprovalUnderPlans()
    }

    private func checkReach(of queue: QueueEntry, workers: [PersonEntry], path: String) {
        let networks = queue.rooms.compactMap { room($0)?.network }
        let isReached = workers.contains { person in
            person.accounts.contains { networks.contains($0.network) }
        }
        guard !workers.isEmpty, !networks.isEmpty, !isReached else { return }
        documents.desk?.note(
            .warning, of: "\(path).room",
            "nobody who works \"\(queue.name)\" has an account on the network of its room",
            "Move the room, or add an account in people.yaml.")
    }

    /// Why no reply of the queue could be approved, and the way out.
    /// - Parameter need: what asks for it.
    func approvalFault(
        of queue: QueueEntry, need: String
    ) -> (message: String, wayOut: String)? {
        let supervisors = people(with: .supervisor, in: queue.name)
        guard let supervisor = supervisors.first else {
            return (
                "nobody can approve in \"\(queue.name)\", and \(need)",
                "Give somebody with an account the role supervisor in people.yaml."
            )
        }
        guard workers(of: queue.name).map(\.name) == [supervisor.name] else { return nil }
        return (
            "\"\(supervisor.name)\" alone works \"\(queue.name)\", and nobody approves their own",
            "Give one more person the role agent or supervisor in people.yaml."
        )
    }

    private func checkSupervisors(of queue: QueueEntry, path: String) {
        let rule = (queue.approval ?? configuration.desk.policy.approval).rawValue
        if let fault = approvalFault(of: queue, need: "it has approval: \(rule)") {
            documents.desk?.note(.warning, of: "\(path).name", fault.message, fault.wayOut)
        }
        let supervisors = people(with: .supervisor, in: queue.name)
        guard !supervisors.isEmpty else { return }
        let networks = queue.approvals.compactMap { room($0)?.network }
        let isReached = supervisors.contains { person in
            person.accounts.contains { networks.contains($0.network) }
        }
        if !networks.isEmpty, !isReached {
            documents.desk?.note(
                .warning, of: "\(path).approvals",
                "no supervisor of \"\(queue.name)\" has an account on the network of this room",
                "Move the room, or add an account in people.yaml.")
        }
    }

    /// Those who may claim there: agents and supervisors.
    private func workers(of queue: QueueName) -> [PersonEntry] {
        configuration.people.filter { !$0.accounts.isEmpty && $0.person.worksIn(queue) }
    }

    private func people(with role: Role, in queue: QueueName) -> [PersonEntry] {
        configuration.people.filter { !$0.accounts.isEmpty && $0.person.may(role, in: queue) }
    }
}
