using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>A task of Glance that imports an image; it gets on by one step whenever somebody looks at the image.</summary>
internal sealed class ShapedImport(string image, string uri)
{
    public string Id { get; } = Guid.NewGuid().ToString();

    public string Image { get; } = image;

    public string Uri { get; } = uri;

    public string Status { get; set; } = "pending";

    public string Message { get; set; } = "";

    private string CreatedAt { get; } = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture);

    public JsonObject ToJson() => new() { ["id"] = Id, ["type"] = "api_image_import", ["status"] = Status, ["image_id"] = Image, ["created_at"] = CreatedAt, ["message"] = Message, ["result"] = null };
}
