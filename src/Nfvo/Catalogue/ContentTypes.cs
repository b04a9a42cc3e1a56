namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>Media types of content.</summary>
public static class ContentTypes
{
    /// <summary>A package, an archive, or several files of one.</summary>
    public const string Zip = "application/zip";

    /// <summary>A single YAML file, or a manifest.</summary>
    public const string Text = "text/plain";

    /// <summary>The compiled VNFD (our own: <see cref="Tosca.Model.VnfDescriptor"/> as <see cref="Tosca.Model.ToscaJsonContext"/> writes it).</summary>
    public const string VnfdModel = "application/vnd.nfvorchestrator.vnfd+json";

    /// <summary>The compiled NSD (our own: <see cref="Tosca.Model.NsDescriptor"/> as <see cref="Tosca.Model.ToscaJsonContext"/> writes it).</summary>
    public const string NsdModel = "application/vnd.nfvorchestrator.nsd+json";

    /// <summary>The compiled PNFD (our own: <see cref="Tosca.Model.PnfDescriptor"/> as <see cref="Tosca.Model.ToscaJsonContext"/> writes it).</summary>
    public const string PnfdModel = "application/vnd.nfvorchestrator.pnfd+json";

    /// <summary>Any other file.</summary>
    public const string Binary = "application/octet-stream";
}
