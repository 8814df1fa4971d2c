import CaseStore
import Casework
import Chat
import Curl
import Desk
import IRCLink
import Logging

/// `check --live`: what only the world can tell. It joins the rooms as the daemon would and reads
/// who can read along, asks each webhook for its options, pages one person for practice by each
/// way, and leaves again. Nothing is said in any room, and nothing is sent to a customer or about
/// one. What lies in the state directory is looked at and left as it is: a file of whoever checks
/// would be one that the daemon cannot read.
struct LiveCheck {
    /// How long a network may take until all of its rooms are known.
    static let patience = Duration.seconds(20)

    let configuration: Configuration
    let secrets: Resolved
    let reactor: CurlReactor
    let logger: Logger

    /// What was found, network by network and relay by relay. Errors are what keeps the desk from
    /// working.
    func findings() async throws -> [Finding] {
        var found: [Finding] = []
        let guest = configuration.asGuest(besideDaemon: isRunning)
        // A daemon that is stopped just now comes back to what it has kept.
        let links = try guest.links(
            secrets, reactor: reactor, shelf: try shelf(), besideDaemon: true,
            clock: SystemDeskClock(), logger: logger)
        for link in links {
            found += configuration.findings(await sight(of: link), on: link.network)
        }
        for index in configuration.connection.relays.indices {
            found += await probe(index)
        }
        return found + (try await pageForPractice())
    }

    /// Whether a daemon works on this configuration's state just now, or may for all that whoever
    /// checks can see; its nick is its own then.
    private var isRunning: Bool {
        guard let places = try? StatePlaces(configuration.connection) else { return false }
        return places.directories.contains { directory in
            if StateDirectoryLock.holder(of: directory) != nil { return true }
            let lock = FilePresence(of: "\(directory)/\(StateDirectoryLock.fileName)")
            return lock != .missing && lock != .readable
        }
    }

    /// What cannot be read stands in the way where a connection would begin in the clear.
    private func shelf() throws -> any STSPolicyShelf {
        do {
            return try STSPolicyFile(
                directory: configuration.connection.state, isBorrowed: true, logger: logger)
        } catch {
            guard configuration.connection.networks.contains(where: \.isInTheClear) else {
                return STSPolicyMemory()
            }
            throw error
        }
    }

    private func sight(of link: any ChatLink) async -> RoomWatch.Sight {
        let wanted = configuration.desk.rooms.count { $0.network == link.network }
        let watch = RoomWatch(rooms: wanted)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await link.run(watch) } catch { watch.fail("\(error)") }
            }
            group.addTask { await watch.settleWholly() }
            group.addTask { try? await Task.sleep(for: Self.patience) }
            await group.next()
            link.stop()
            group.cancelAll()
        }
        var sight = watch.sight
        sight.openings = link.openings
        return sight
    }

    /// OPTIONS asks a receiver what it takes, and makes it do nothing.
    private func probe(_ index: Int) async -> [Finding] {
        let relay = configuration.connection.relays[index]
        let key = "relays[\(index)].webhook.url"
        do throws(CurlFailure) {
            let answer = try await reactor.perform(
                OutboundRequest(
                    method: "OPTIONS", url: relay.webhook.url, timeout: .seconds(10),
                    responseLimit: 64 << 10))
            return Finding.options(answer.status, key: key).map { [$0] } ?? []
        } catch .tooLarge {
            return []
        } catch {
            return [
                .live(
                    .error, key, "the receiver cannot be reached: \(error)",
                    "Check the address, and whether it runs.")
            ]
        }
    }
}

extension NetworkEntry {
    fileprivate var isInTheClear: Bool {
        if case .irc(let irc) = kind { !irc.tls.isEnabled } else { false }
    }
}
