# The register, its views, exports
