using System.Globalization;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using NfvOrchestrator.Vnfm.Tests.Model;
using Xunit.Abstractions;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Stack;

/// <summary>
/// The model test of the VNFM over OpenStack: random lives of a VNF, with refusals, lost answers, servers in ERROR, cancels, and kills of VNFM and adapter. <c>NFV_MODEL_SEQUENCES</c>, <c>NFV_MODEL_LENGTH</c> and
/// <c>NFV_MODEL_REPLAY</c> say how many, how long, and where the random numbers begin.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class ModelTests(ITestOutputHelper output)
{
    private const string UsualBegin = "2026,1973";

    [Fact]
    public async Task Whatever_happens_to_a_VNF_nothing_leaks_and_nothing_is_doubled_at_OpenStack()
    {
        static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
        var count = Number("NFV_MODEL_SEQUENCES", 30);
        var begin = Environment.GetEnvironmentVariable("NFV_MODEL_REPLAY") is { Length: > 0 } given ? given : UsualBegin;
        await using var cloud = await CloudUnderTest.StartAsync();
        var vim = await OpenStackVim.StartAsync(cloud);
        await using (var world = await ModelWorld.StartAsync(vim))
        {
            try
            {
                await Lives.LiveAsync(world.LiveAsync, count, Number("NFV_MODEL_LENGTH", CloudUnderTest.IsReal ? 5 : 10), begin, shrink: !CloudUnderTest.IsReal);
            }
            catch (Exception failure)
            {
                // What a failed life left may keep the project from being removed: that error would be told instead of this one.
                output.WriteLine(failure.ToString());
                throw;
            }
            finally
            {
                output.WriteLine(string.Join(Environment.NewLine, world.Events.Select(static e => $"{e.Key,-24} {e.Value}")));
            }
            foreach (var (name, ids) in (await new CloudLists(vim.Project).ReadAsync()).All)
            {
                // Some networks and images are the world's own.
                ids.Count.ShouldBe(name is "network" or CloudListing.Subnets ? OpenStackVim.Networks : name == "image" ? OpenStackVim.Images.Count : 0, $"{name} at the end");
            }
        }
    }
}

/// <summary>Tests that break what others of the real OpenStack use: they run when the others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's word
#pragma warning disable MA0048 // beside its first user
public sealed class AloneCollection
{
    public const string Name = "alone";
}
