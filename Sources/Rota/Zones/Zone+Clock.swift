package import Casework

extension Zone {
    /// Its clock, as the other rooms read one.
    package var clock: Wall {
        Wall(timezone: name) { instant in
            let wall = self.wall(at: instant)
            let day = wall.day
            let second = Int(wall.secondOfDay)
            return LocalTime(
                year: day.year, month: day.month, day: day.day, hour: second / 3600,
                minute: second / 60 % 60, second: second % 60)
        }
    }
}
