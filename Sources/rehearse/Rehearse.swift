import World

@main
enum Rehearse {
    static func main() throws {
        let seed = CommandLine.arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
        let day = try Day(seed: seed, directory: "/dev/shm/rehearse-x", keepsTrace: true)
        for line in day.trace { print(line) }
        print(day.digest, day.figures)
    }
}
