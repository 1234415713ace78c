import CExpat

#if canImport(Glibc)
  import Glibc
#endif

/// A name from the XML without its prefix, borrowed from the parser.
struct XMLName {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ text: UnsafePointer<XML_Char>) {
    var start = text
    if let colon = strrchr(text, Int32(UInt8(ascii: ":"))) { start = UnsafePointer(colon + 1) }
    let length = strlen(start)
    bytes = UnsafeRawPointer(start).withMemoryRebound(to: UInt8.self, capacity: length) {
      UnsafeBufferPointer(start: $0, count: length)
    }
  }

  static func == (a: XMLName, b: StaticString) -> Bool {
    guard a.bytes.count == b.utf8CodeUnitCount, let start = a.bytes.baseAddress else { return false }
    return memcmp(start, b.utf8Start, a.bytes.count) == 0
  }
  static func ~= (pattern: StaticString, value: XMLName) -> Bool { value == pattern }
}

/// The attributes of the element that was just opened.
struct XMLAttributes {
  let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  /// The value bytes of the attribute with that local name.
  func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard var pair = pairs else { return nil }
    while let key = pair[0], let value = pair[1] {
      if XMLName(key) == name {
        let length = strlen(value)
        return UnsafeRawPointer(value).withMemoryRebound(to: UInt8.self, capacity: length) {
          UnsafeBufferPointer(start: $0, count: length)
        }
      }
      pair += 2
    }
    return nil
  }

  subscript(_ name: StaticString) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }
}

/// Walks one part of a workbook with expat, piece by piece. A document type declaration ends the walk: without one
/// there are no entities to expand.
///
/// A class because expat keeps a pointer to it; it lives for one call of `walk` and travels nowhere.
final class XMLWalk {
  enum Stop: Equatable { case wanted, declaration, depth, elements }

  var onStart: (XMLName, XMLAttributes) -> Void = { _, _ in }
  var onEnd: (XMLName) -> Void = { _ in }
  var onText: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }

  private let parser: XML_Parser
  private let limits: SpreadsheetLimits
  private var depth = 0
  private var elements = 0
  private var stopped: Stop?

  init?(limits: SpreadsheetLimits) {
    guard let parser = XML_ParserCreate(nil) else { return nil }
    self.parser = parser
    self.limits = limits
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        guard let user, let name else { return }
        let walk = Unmanaged<XMLWalk>.fromOpaque(user).takeUnretainedValue()
        guard walk.stopped == nil else { return }
        walk.depth += 1
        walk.elements += 1
        if walk.elements > walk.limits.xmlElements { return walk.stop(.elements) }
        if walk.depth > walk.limits.xmlDepth { return walk.stop(.depth) }
        walk.onStart(XMLName(name), XMLAttributes(pairs: attributes))
      },
      { user, name in
        guard let user, let name else { return }
        let walk = Unmanaged<XMLWalk>.fromOpaque(user).takeUnretainedValue()
        guard walk.stopped == nil else { return }
        walk.depth -= 1
        walk.onEnd(XMLName(name))
      })
    XML_SetCharacterDataHandler(parser) { user, text, length in
      guard let user, let text, length > 0 else { return }
      let walk = Unmanaged<XMLWalk>.fromOpaque(user).takeUnretainedValue()
      guard walk.stopped == nil else { return }
      UnsafeRawPointer(text).withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
        walk.onText(UnsafeBufferPointer(start: $0, count: Int(length)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      guard let user else { return }
      Unmanaged<XMLWalk>.fromOpaque(user).takeUnretainedValue().stop(.declaration)
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Ends the walk after the present callback.
  func stop(_ why: Stop = .wanted) {
    guard stopped == nil else { return }
    stopped = why
    XML_StopParser(parser, XML_Bool(0))
  }

  /// Walks the whole part, or until `stop`. False if the archive has no such part. The handlers are let go at the end:
  /// one that stops the walk holds it, and each would keep the other for ever.
  func walk(_ part: String, of archive: inout ZipArchive, file: String, sheet: String? = nil) throws(ImportError)
    -> Bool
  {
    defer {
      onStart = { _, _ in }
      onEnd = { _ in }
      onText = { _ in }
    }
    var fed = 0
    return try archive.read(part, sheet: sheet) { piece throws(ImportError) in
      let status = XML_Parse(
        parser, piece.baseAddress?.assumingMemoryBound(to: XML_Char.self), Int32(piece.count), piece.isEmpty ? 1 : 0)
      switch stopped {
      case .wanted: return false
      case .declaration: throw ImportError(.entityDeclaration(part: part), file: file, sheet: sheet)
      case .depth: throw ImportError(.tooLarge(.xmlDepth, limit: limits.xmlDepth), file: file, sheet: sheet)
      case .elements: throw ImportError(.tooLarge(.xmlElements, limit: limits.xmlElements), file: file, sheet: sheet)
      case nil: break
      }
      guard status == XML_STATUS_OK else {
        let line = Int(clamping: XML_GetCurrentLineNumber(parser))
        throw ImportError(.badXML(part: part, line: line), file: file, sheet: sheet)
      }
      fed += piece.count
      // A tag that never ends would be held, and looked through again, with every piece.
      if fed - Int(XML_GetCurrentByteIndex(parser)) > limits.xmlTokenBytes {
        throw ImportError(.tooLarge(.xmlToken, limit: limits.xmlTokenBytes), file: file, sheet: sheet)
      }
      return true
    }
  }
}
