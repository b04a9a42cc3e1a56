using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NfvOrchestrator.Lab;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Stack;

/// <summary>The next version of a sample VNF package of one VDU: another descriptor, version and image, otherwise the same.</summary>
internal static class NextVersion
{
    /// <summary>Writes it; the caller deletes the folder.</summary>
    /// <param name="sample">The sample, e.g. <c>5g-core/nrf</c>, whose descriptor has the same name.</param>
    /// <param name="descriptorId">Its vnfdId.</param>
    public static string Write(string sample, string descriptorId)
    {
        var from = Samples.Find(sample);
        var folder = Directory.CreateTempSubdirectory("nfv-next-").FullName;
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        var name = sample.Split('/')[^1];
        var image = Path.Combine(folder, "Files", "images", name + ".img");
        var before = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(image)));
        var size = new FileInfo(image).Length;
        var content = Encoding.UTF8.GetBytes($"the second version of {name}");
        File.WriteAllBytes(image, content);
        var descriptor = Path.Combine(folder, "Definitions", name + ".yaml");
        var text = File.ReadAllText(descriptor)
            .Replace(descriptorId, NewId(descriptorId), StringComparison.Ordinal)
            .Replace(before, Convert.ToHexStringLower(SHA256.HashData(content)), StringComparison.Ordinal)
            .Replace(string.Create(CultureInfo.InvariantCulture, $"size: {size} B"), string.Create(CultureInfo.InvariantCulture, $"size: {content.Length} B"), StringComparison.Ordinal);
        foreach (var property in new[] { "descriptor_version", "software_version" })
        {
            text = text.Replace($"{property}: {{type: string, constraints: [valid_values: ['1.0']], default: '1.0'}}", $"{property}: {{type: string, constraints: [valid_values: ['2.0']], default: '2.0'}}", StringComparison.Ordinal);
        }
        File.WriteAllText(descriptor, text);
        return folder;
    }

    private static string NewId(string id) => id[..^1] + (id[^1] == '0' ? '1' : '0');
}
