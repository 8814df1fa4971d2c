import Casework

extension SQLWriter {
    package func enqueue(_ post: NewPost) throws {
        let isLeased = post.leasedUntil != nil
        try sql.run(
            PostStatements.insert,
            try post.values + [
                .text(isLeased ? "leased" : "due"), .integer(isLeased ? 1 : 0),
                .time(post.createdAt), .time(post.leasedUntil),
            ])
    }

    package func leasePosts(
        of network: NetworkName, upTo lane: Lane, limit: Int, until: Instant, now: Instant
    ) throws -> [LeasedPost] {
        let due = try sql.all(
            PostStatements.due,
            [.id(network), .integer(lane.rawValue), .time(now), .integer(max(0, limit))]
        ) { row in
            var post = try NewPost(row: &row)
            post.leasedUntil = until
            return LeasedPost(
                post: post, attempt: try row.count() + 1, isRepeat: try row.flag())
        }
        for leased in due {
            try sql.run(PostStatements.lease, [.time(until), .id(leased.post.id)])
        }
        return due
    }

    package func settle(_ ends: [PostEnd]) throws {
        for end in ends { try settle(end) }
    }

    private func settle(_ end: PostEnd) throws {
        let id = SQLValue.id(end.id)
        // Of most lines nothing depends on where they were seen: their rows have served.
        if case .landed = end.end, try sql.run(PostStatements.served, [id]) > 0 { return }
        let standing = try sql.first(PostStatements.standing, [id]) {
            (
                state: try $0.text(), attempt: try $0.count(), isRepeat: try $0.flag(),
                isOfSeveral: try $0.flag()
            )
        }
        guard let standing else { return }
        if case .landed(let reference) = end.end {
            // Whatever became of the lease: it has been seen, so it is not said again.
            guard standing.state != "landed" else { return }
            try finish(end, as: "landed", reference: reference)
            if end.isKept { try landed(end.id, as: reference) }
            if standing.isOfSeveral { try landEach(end) }
            return
        }
        guard standing.state == "leased", standing.attempt == end.attempt else { return }
        switch end.end {
        case .landed: break
        case .again(let due): try sql.run(PostStatements.again, [.time(due), id])
        case .refused(let reason):
            try finish(end, as: "refused", reason: reason)
            if end.isKept { try landed(end.id, as: nil) }
        case .perhaps where standing.isRepeat: try leave(end)
        case .perhaps: try sql.run(PostStatements.repeated, [.time(end.at), id])
        case .perhapsAgain(let due): try sql.run(PostStatements.repeated, [.time(due), id])
        }
    }

    /// One line told of several holds, and has been seen: it was the notice of each draft that it
    /// names, as if each had been told by itself.
    private func landEach(_ end: PostEnd) throws {
        guard
            let post = try sql.first(
                PostStatements.whole, [.id(end.id)], { try NewPost(row: &$0) })
        else { return }
        for draft in post.notice.heldTogether {
            var own = post
            own.id = DeliveryID("\(post.id)-\(draft.id.number)")
            own.matter = draft.id
            own.revision = draft.revision
            try enqueue(own)
            var landing = end
            landing.id = own.id
            try finish(landing, as: "landed")
        }
    }

    /// Nobody knows whether it was ever seen, and it is not said again: it is no message either
    /// that people could answer.
    private func leave(_ end: PostEnd) throws {
        try finish(end, as: "unknown")
        try landed(end.id, as: nil)
    }

    private func finish(
        _ end: PostEnd, as state: String, reference: String? = nil, reason: String? = nil
    ) throws {
        try sql.run(
            PostStatements.finish,
            [.text(state), .time(end.at), .text(reference), .text(reason), .id(end.id)])
    }

    package func recoverPosts(
        leasedBefore: Instant, known: [NetworkName: Instant]
    ) throws -> RecoveredPosts {
        let page = 500
        var recovered = RecoveredPosts()
        try sql.run(PostStatements.hurried, [])
        while true {
            let overdue = try sql.all(
                PostStatements.overdue, [.time(leasedBefore), .integer(page)]
            ) {
                (
                    post: try RecoveredPosts.Unknown(row: &$0), isRepeat: try $0.flag(),
                    until: try $0.time(), createdAt: try $0.time()
                )
            }
            for (post, isRepeat, until, createdAt) in overdue {
                let isKnown = known[post.network].map { createdAt >= $0 } ?? false
                if isRepeat, !isKnown {
                    try leave(PostEnd(id: post.id, attempt: 0, at: until, end: .perhaps))
                    recovered.unknown.append(post)
                } else {
                    try sql.run(PostStatements.repeated, [.integer(0), .id(post.id)])
                    recovered.repeated += 1
                }
            }
            if overdue.count < page { return recovered }
        }
    }
}
