// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "cheshang",
  products: [
    .executable(name: "cheshang", targets: ["PipelineCommand"]),
    .library(name: "Pipeline", targets: ["Pipeline"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // C libraries. Link lines stand in the module maps: pkg-config would only bring warnings.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),

    // Keys, sealed lines, hashes; it knows no book.
    .target(
      name: "Vault",
      dependencies: [.product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto")]),

    // The domain. It knows no screen, no key and no colour.
    .target(
      name: "Pipeline",
      dependencies: [
        "Vault", .product(name: "OrderedCollections", package: "swift-collections"), "CZip", "CExpat", "CXlsxWriter",
      ]),

    // Shipped data: the top-level Resources folder.
    .target(
      name: "PipelineResources",
      path: "Resources",
      resources: [.copy("sop"), .copy("quotes"), .copy("dealers"), .copy("calendar")]),

    // Cells, widths, keys and parts; no terminal.
    .target(name: "Canvas"),
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses"]),
    .target(
      name: "PipelineScreens",
      dependencies: ["Canvas", "Pipeline", .product(name: "OrderedCollections", package: "swift-collections")]),
    .executableTarget(
      name: "PipelineCommand",
      dependencies: [
        "Pipeline", "Vault", "Canvas", "PipelineScreens", "PipelineResources", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // The toolchain's own linker: the system's remarks on `mktemp` in FoundationEssentials, which nothing here calls.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(configuration: .release))]),

    .testTarget(
      name: "VaultTests", dependencies: ["Vault", .product(name: "Crypto", package: "swift-crypto")]),
    .testTarget(
      name: "PipelineTests", dependencies: ["Pipeline", "PipelineResources", "Vault"]),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Canvas", "CNcurses"]),
    .testTarget(
      name: "PipelineScreensTests", dependencies: ["PipelineScreens", "Pipeline", "PipelineResources"],
      exclude: ["Snapshots"]),
    .testTarget(name: "PipelineCommandTests", dependencies: ["PipelineCommand", "Pipeline", "PipelineResources", "Vault"]),
  ],
  swiftLanguageModes: [.v6]
)

// The readers under libFuzzer: only for `make fuzz`, which links them with the fuzzer's own main.
if Context.environment["CHESHANG_FUZZ"] != nil {
  package.targets.append(.target(name: "Fuzz", dependencies: ["Pipeline", "Canvas", "Vault"], path: "Tests/Fuzz", exclude: ["corpus"]))
  package.products.append(.library(name: "Fuzz", type: .static, targets: ["Fuzz"]))
}
