import CaseStore
import Casework
import Chat
import Logging

// What may have reached a room neither the first nor the second time.
extension Intake {
    /// The post's receipt was cut off once more, and it is not said a third time.
    func doubt(_ leased: LeasedPost, _ state: inout LoopState) {
        let post = leased.post
        logger.warning(
            "A post may never have been seen",
            metadata: [
                "network": "\(post.network)", "post": "\(post.id)",
                "case": "\(post.matter?.number ?? 0)",
            ])
        guard leased.isRepeat, case .room(let room) = post.address else { return }
        state.doubts.add(
            post.matter, at: .init(network: post.network, room: RoomAddress(room)),
            post: setup.fresh.key("doubt"))
    }

    /// Tells the rooms that do not know it yet, once the link can.
    func tellDoubts(on network: NetworkName, _ state: inout LoopState) {
        guard state.links[network]?.isUp == true, !state.isStopping else { return }
        for (room, doubt) in state.doubts.untold(network) {
            announcer.tell(doubt, in: room, on: network)
        }
    }
}
