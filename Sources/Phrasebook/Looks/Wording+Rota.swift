package import Casework

extension Wording {
    /// Who is on call, layer by layer.
    package func onCall(_ posts: [OnCallPost]) -> [Line] {
        guard !posts.isEmpty else {
            return [answer("nobody is on call: rota.yaml has no rotation.")]
        }
        guard posts.count > 1 else { return [answer(row(of: posts[0]))] }
        return [answer("on call at \(clockTime(now)):")] + posts.map { line(row(of: $0)) }
    }

    private func row(of post: OnCallPost) -> Phrase {
        let place = post.layer.map { "\(post.rotation), \($0)" } ?? post.rotation
        let who =
            post.people.isEmpty
            ? "nobody" : post.people.map { "\(name($0))" }.joined(separator: " and ")
        var told = "\(place): \(who)"
        if let until = post.until { told += " until \(moment(until))" }
        if let next = post.next {
            told += ", then \(name(next))"
            if let from = post.nextFrom { told += " from \(clockTime(from))" }
        } else if post.until != nil {
            told += ", then nobody"
        } else if post.people.isEmpty {
            told += " in the next 90 days"
        }
        return "\(told)"
    }

    /// - Parameter total: how many there are, of which `shifts` are the first.
    package func shifts(_ shifts: [ListedShift], total: Int, of person: PersonID) -> [Line] {
        guard !shifts.isEmpty else {
            return [answer("\(name(person)) is not on call in the next 90 days.")]
        }
        let more = total > shifts.count ? ", the first \(shifts.count)" : ""
        return [
            answer(
                "\(name(person)) is on call \(Wording.count(total, "time")) in the next 90 "
                    + "days\(more):")
        ]
            + shifts.map { shift in
                let from = shift.from <= now ? "now" : clockTime(shift.from)
                return line(
                    "\(from) to \(clockTime(shift.to)) · \(shift.rotation), \(shift.layer)")
            }
    }
}
