import Casework
import Chat

/// A person of the desk and the accounts that are theirs.
struct PersonEntry: Hashable, Sendable {
    var name: PersonID
    var roles: [Person.Grant]
    var skills: [String]
    /// Language tags, in lower case.
    var languages: [String]
    var caseLimit: Int?
    /// In the order written; several on one network are one person's.
    var accounts: [Account]
    var identity: Identity
    var page: PageSection
    /// Whatever they write is approved by somebody else, whatever the policy.
    var isTrainee = false

    struct Account: Hashable, Sendable {
        var network: NetworkName
        /// With `identity: hostmask`, on an IRC network, a mask `nick!user@host`.
        var account: AccountName
    }

    /// How the person is recognised.
    enum Identity: String, CaseIterable, Hashable, Sendable {
        case account
        /// For IRC networks without accounts; as trustworthy as their host names.
        case hostmask
    }

    /// The person as decisions know them.
    var person: Person {
        var person = Person(
            id: name, roles: roles, skills: skills, languages: languages, caseLimit: caseLimit)
        person.isTrainee = isTrainee
        return person
    }
}

extension PersonEntry {
    init(_ keys: KeyedReader) {
        name = PersonID(keys.required("name", "name: dana")?.name() ?? "")
        roles = keys["roles"]?.grants() ?? []
        skills = (keys["skills"]?.oneOrMore(limit: 100) ?? []).map { $0.name() ?? "" }
        languages = (keys["languages"]?.oneOrMore(limit: 100) ?? []).map { $0.language() ?? "" }
        caseLimit = keys["case_limit"]?.integer(in: 1...1000)
        accounts = (keys["accounts"]?.entries(limit: 32) ?? []).flatMap { network, value in
            value.texts(limit: 16).map { account in
                Account(network: NetworkName(network), account: AccountName(account))
            }
        }
        identity = keys["identity"]?.choice() ?? .account
        page = keys["page"]?.keyed(PageSection.init) ?? PageSection()
        isTrainee = keys["trainee"]?.flag() ?? false
    }
}

/// How a person is reached outside the chat.
struct PageSection: Hashable, Sendable {
    var email: String?
    /// Their pages go to the desk's webhook for pages, too.
    var webhook = false
}

extension PageSection {
    init(_ keys: KeyedReader) {
        self.init()
        email = keys["email"]?.mailAddress()
        webhook = keys["webhook"]?.flag() ?? webhook
    }
}

/// Whether it has the shape of a language tag (BCP 47) in lower case.
func isLanguageTag(_ words: String) -> Bool {
    words.split(separator: "-", omittingEmptySubsequences: false).enumerated().allSatisfy {
        index, part in
        (index == 0 ? 2...3 : 1...8) ~= part.count
            && part.allSatisfy { $0.isASCII && ($0.isLetter || (index > 0 && $0.isNumber)) }
    }
}

extension Value {
    /// `[agent, { supervisor: [billing] }]`, or one role alone.
    fileprivate func grants() -> [Person.Grant] {
        let values = isGroup ? [self] : oneOrMore(limit: 32)
        return values.flatMap { value -> [Person.Grant] in
            guard value.isGroup else {
                return value.choice(of: Role.self).map { [Person.Grant($0)] } ?? []
            }
            return value.entries(limit: 8).compactMap { name, queues in
                guard let role = Role(rawValue: name) else {
                    queues.error(
                        "\"\(printable(name))\" is no role",
                        offer(Role.allCases.map(\.rawValue), insteadOf: name))
                    return nil
                }
                return Person.Grant(role, queues: queues.texts(limit: 100).map { QueueName($0) })
            }
        }
    }

    /// A language tag (BCP 47) as far as its shape goes: `en`, `pt-br`.
    func language() -> String? {
        guard let words = text(limit: 35)?.lowercased() else { return nil }
        guard isLanguageTag(words) else {
            error("\"\(printable(words))\" is no language", "Write its tag: en, de, pt-br.")
            return nil
        }
        return words
    }
}
