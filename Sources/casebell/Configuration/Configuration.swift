import Casework
import Rota

/// All that `bot-config/` says, with every default filled in.
struct Configuration: Hashable, Sendable {
    var connection = CasebellFile()
    var people: [PersonEntry] = []
    var desk = DeskFile()
    /// What the keys say, to tell what another reading changes: those of `casebell.yaml`, and those
    /// of the other files.
    var connectionOutline = Outline()
    var deskOutline = Outline()
    var canned = CannedFile()
    var rota = RotaFile()
    var plans = PlansFile()
    /// The files that were there, by their names.
    var files: [String] = []
    /// The calendars that the rota names and that could be read, by the paths of their parts.
    var calendars: [String: DutyCalendar] = [:]

    /// Business hours and who is on call.
    var duty: Rota { rota.rota(timezone: connection.timezone, calendars: calendars) }

    /// How the desk works, as decisions know it. The queues may be none, where no case can be
    /// opened.
    var deskSettings: DeskSettings {
        var settings = DeskSettings(
            queues: desk.queues.map { entry in
                var queue = entry.queue
                queue.acknowledge = rota.hours.first { $0.queues.contains(queue.name) }?.acknowledge
                return queue
            }, priority: desk.priority, routing: desk.routing,
            noise: desk.noise,
            policy: policy,
            destinations: connection.relays.filter { !$0.replies.isEmpty }.map { relay in
                Destination(
                    name: relay.name, sources: relay.replies, maxLength: relay.maxLength)
            },
            canned: canned.responses.map {
                $0.response(defaultLanguage: canned.defaultLanguage)
            })
        settings.scoring = desk.scoring
        settings.chains = rota.chains.map(\.chain)
        settings.plans = plans.plans
        let timezone = connection.timezone
        settings.wall = Wall(
            timezone: timezone, localTime: WallClock(timezone: timezone).localTime)
        return settings
    }

    private var policy: Policy {
        var policy = Policy(
            approval: desk.policy.approval, blockedWords: desk.policy.blockedWords,
            undoWindow: desk.policy.undoWindow, replyDeadline: desk.policy.replyDeadline,
            freshCommand: desk.policy.freshCommand, practice: connection.mode == .practice,
            lastAgent: desk.policy.lastAgent, awayGrace: desk.policy.awayGrace,
            caseLimit: desk.policy.caseLimit)
        policy.alone = desk.policy.alone
        policy.sensitiveWords = WordList(desk.policy.sensitiveWords)
        policy.allowedLinks = desk.policy.allowedLinks
        policy.outOfHours = desk.policy.outOfHours
        policy.acknowledges = desk.policy.acknowledges
        policy.crisisWords = WordList(desk.policy.crisisWords)
        policy.bots = Set(desk.policy.bots.map(Condition.folded))
        policy.rejectionReasons = RejectionReasons(desk.policy.rejectionReasons)
        return policy
    }

    /// Every secret that running needs, in the order of the files.
    var secrets: [Secret] {
        connection.networks.flatMap(\.secrets)
            + (connection.http?.tokens ?? []).compactMap(\.secret)
            + connection.sources.compactMap(\.webhook)
            + connection.relays.compactMap(\.webhook.secret)
            + [connection.paging?.smtp?.password, connection.paging?.webhook?.secret]
            .compactMap(\.self)
            + desk.rooms.compactMap(\.key)
            + calendarFeeds.compactMap { feed in
                if case .secret(let secret)? = feed.entry.source { secret } else { nil }
            }
    }

    /// The secrets that cannot be fetched now, so that all are named at once.
    func unresolvedSecrets(environment: [String: String]) -> [SecretError] {
        secrets.compactMap { secret in
            do throws(SecretError) {
                _ = try secret.resolve(environment: environment)
                return nil
            } catch {
                return error
            }
        }
    }
}

extension NetworkEntry {
    fileprivate var secrets: [Secret] {
        switch kind {
        case .irc(let irc):
            [irc.password, irc.sasl?.password, irc.services?.password].compactMap(\.self)
        case .matrix(let matrix):
            switch matrix.login {
            case .token(let secret), .password(let secret): [secret]
            case nil: []
            }
        case .console:
            []
        }
    }
}
