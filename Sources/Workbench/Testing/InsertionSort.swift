extension Array {
  /// Sorts step by step as Python's `sorted` does: the run at the front stays (reversed where it
  /// descends), and each item after it is inserted by binary search.
  ///
  /// The steps matter where the order is not total: two objects of which neither has all names of
  /// the other stand as the steps leave them. From 64 items on any stable sort will do.
  func insertionSorted<Failure: Error>(
    by precedes: (Element, Element) throws(Failure) -> Bool
  ) throws(Failure) -> [Element] {
    guard count < 64 else { return try mergeSorted(by: precedes) }
    guard count > 1 else { return self }
    var sorted = self
    var end = 1
    let isDescending = try precedes(self[1], self[0])
    while end < count, try precedes(self[end], self[end - 1]) == isDescending { end += 1 }
    if isDescending { sorted[..<end].reverse() }
    while end < count {
      let item = sorted[end]
      var low = 0
      var high = end
      while low < high {
        let middle = (low + high) / 2
        if try precedes(item, sorted[middle]) { high = middle } else { low = middle + 1 }
      }
      sorted.remove(at: end)
      sorted.insert(item, at: low)
      end += 1
    }
    return sorted
  }

  private func mergeSorted<Failure: Error>(
    by precedes: (Element, Element) throws(Failure) -> Bool
  ) throws(Failure) -> [Element] {
    if count < 2 { return self }
    let left = try Array(self[..<(count / 2)]).mergeSorted(by: precedes)
    let right = try Array(self[(count / 2)...]).mergeSorted(by: precedes)
    var merged: [Element] = []
    merged.reserveCapacity(count)
    var place = 0
    for item in left {
      while place < right.count, try precedes(right[place], item) {
        merged.append(right[place])
        place += 1
      }
      merged.append(item)
    }
    return merged + right[place...]
  }
}
